/** Where ticks go. */

const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800,
].map((s) => s * 1000);

/** Round times between two times in milliseconds, about `wanted` of them, and none so late that its text leaves the chart. */
export function timeTicks(from, to, wanted = 6) {
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= wanted) ?? TIME_STEPS.at(-1);
  const zone = new Date(from).getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to - (to - from) * 0.02; at += step) ticks.push(at);
  return ticks;
}

/** Round values from 0 or below up to `max`; the last one is not below it. `base` 1024 for bytes. */
export function valueTicks(min, max, wanted = 4, base = 10) {
  if (!(max > min)) return [min, min + 1];
  const rough = (max - min) / wanted;
  const power = base ** Math.floor(Math.log(rough) / Math.log(base));
  const factors = base === 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
  const step = factors.map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const first = Math.floor(min / step) * step;
  const ticks = [];
  for (let index = 0; ticks.length === 0 || ticks.at(-1) < max - step * 1e-9; index++) ticks.push(first + index * step);
  return ticks;
}
