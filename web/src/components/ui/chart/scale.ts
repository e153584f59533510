/** Round numbers from 0 to at least `max`, about `count` of them: 0, 5, 10, 15. */
export const niceTicks = (max: number, count = 4): number[] => {
  if (!(max > 0)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const steps = Math.ceil(max / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const durations = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hour),
];

/** The same for milliseconds: above a second, steps are what clocks and calendars count in. */
export const niceDurations = (max: number, count = 4): number[] => {
  const rough = max / count;
  const step = durations.find((candidate) => candidate >= rough);
  if (max < 2 * second || step === undefined) return niceTicks(max, count);
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => index * step);
};

export type Point = { x: number; y: number };

/** An SVG path through the points; a missing value breaks the line. */
export const linePath = (points: readonly (Point | null)[]): string => {
  let drawing = false;
  return points
    .map((point) => {
      if (!point) {
        drawing = false;
        return '';
      }
      const command = drawing ? 'L' : 'M';
      drawing = true;
      return `${command}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join('');
};

/** Indices of about `count` labels for `length` places, the last one among them. */
export const labelled = (length: number, count: number): number[] => {
  if (length === 0) return [];
  const every = Math.max(1, Math.ceil(length / count));
  return Array.from({ length }, (_, index) => index).filter((index) => (length - 1 - index) % every === 0);
};
