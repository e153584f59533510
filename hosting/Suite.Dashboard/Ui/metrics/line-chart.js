import { link } from '../lib/address.js';
import { timeTicks, valueTicks } from '../lib/axis.js';
import { brush } from '../lib/brush.js';
import { h, s } from '../lib/dom.js';
import { moment, tickTime, value } from '../lib/format.js';

const LEFT = 76;
const BOTTOM = 24;
const TOP = 10;
const RIGHT = 14;
const TIP_LINES = 12;

/** Lines over time with axes, the values below the pointer, and exemplars that lead to their traces. */
export function lineChart({ zoom }) {
  const svg = s('svg', { role: 'img' });
  const cross = h('i.cross', { hidden: true });
  const dots = h('div.exemplars');
  const tip = h('div.tip', { hidden: true });
  const overlay = h('div.overlay', { onpointermove: showTip, onpointerleave: hideTip }, cross, dots);
  const element = h('div.line-chart', {}, svg, overlay, tip);
  let data = null;
  let scale = null;
  new ResizeObserver(render).observe(element);
  brush(overlay, { choose: (from, to) => zoom(timeAt(from), timeAt(to)) });

  const timeAt = (part) => scale.from + part * (scale.to - scale.from);

  /** `lines` as lines.js makes them, `unit`, the `range` in milliseconds or null, `exemplars`. */
  function draw(next) {
    data = next;
    render();
  }

  function render() {
    const [width, height] = [element.clientWidth, element.clientHeight];
    if (!data || width < 2 * LEFT || height < 4 * BOTTOM) return;
    scale = scaleOf(data, width - LEFT - RIGHT, height - TOP - BOTTOM);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.setAttribute(
      'aria-label',
      `${data.lines.length} lines, from ${value(scale.min, data.unit)} to ${value(scale.max, data.unit)}`,
    );
    svg.replaceChildren(
      ...scale.values.map((tick) =>
        s(
          'g',
          {},
          s('line.grid', { x1: LEFT, x2: width - RIGHT, y1: scale.y(tick), y2: scale.y(tick) }),
          s('text', { x: LEFT - 8, y: scale.y(tick) + 4, 'text-anchor': 'end' }, value(tick, data.unit)),
        ),
      ),
      ...timeTicks(scale.from, scale.to, Math.max(2, Math.floor(width / 130))).map((at) =>
        s('text', { x: scale.x(at), y: height - 6, 'text-anchor': 'middle' }, tickTime(at, scale.to - scale.from)),
      ),
      ...data.lines.map(drawLine),
    );
    for (const [name, px] of Object.entries({
      left: LEFT,
      top: TOP,
      width: width - LEFT - RIGHT,
      height: height - TOP - BOTTOM,
    }))
      overlay.style.setProperty(name, `${px}px`);
    dots.replaceChildren(
      ...data.exemplars.filter((one) => one.traceId && one.value <= scale.max && inside(Date.parse(one.time))).map(drawExemplar),
    );
    hideTip();
  }

  const inside = (at) => at >= scale.from && at <= scale.to;

  function drawLine({ points, tone }) {
    let d = '';
    let pen = 'M';
    const lone = [];
    points.forEach(([at, amount], index) => {
      if (amount === null || amount === undefined) return void (pen = 'M');
      if (pen === 'M' && (points[index + 1]?.[1] ?? null) === null) lone.push([at, amount]);
      d += `${pen}${scale.x(at).toFixed(1)} ${scale.y(amount).toFixed(1)}`;
      pen = 'L';
    });
    return s(
      'g',
      { style: { '--tone': tone } },
      s('path.series', { d }),
      ...lone.map(([at, amount]) => s('circle.lone', { cx: scale.x(at), cy: scale.y(amount), r: 2.5 })),
    );
  }

  function drawExemplar(one) {
    const text = `${value(one.value, data.unit)} at ${moment(one.time)}: open its trace`;
    return h('a.exemplar', {
      href: link(`traces/${one.traceId}`, { span: one.spanId }),
      title: text,
      'aria-label': text,
      style: { left: `${scale.x(Date.parse(one.time)) - LEFT}px`, top: `${scale.y(one.value) - TOP}px` },
    });
  }

  function showTip(event) {
    if (!scale || event.buttons) return hideTip();
    const box = overlay.getBoundingClientRect();
    const at = timeAt((event.clientX - box.left) / box.width);
    const near = data.lines.map((line) => ({ line, point: nearest(line.points, at) })).filter(({ point }) => point);
    if (near.length === 0) return hideTip();
    const when = near.reduce((best, { point }) => (Math.abs(point[0] - at) < Math.abs(best - at) ? point[0] : best), Infinity);
    const shown = near
      .filter(({ point }) => Math.abs(point[0] - when) < (scale.to - scale.from) / 50)
      .sort((a, b) => b.point[1] - a.point[1]);
    cross.hidden = tip.hidden = false;
    const x = scale.x(when) - LEFT;
    cross.style.setProperty('left', `${x}px`);
    tip.replaceChildren(
      h('time', {}, moment(new Date(when).toISOString())),
      ...shown
        .slice(0, TIP_LINES)
        .map(({ line, point }) =>
          h('span.part', { style: { '--tone': line.tone } }, h('span', {}, line.name), h('b', {}, value(point[1], data.unit))),
        ),
      ...(shown.length > TIP_LINES ? [h('span.hint', {}, `and ${shown.length - TIP_LINES} more`)] : []),
    );
    // Beside the pointer, on the side where there is room.
    tip.style.setProperty('top', `${TOP + 8}px`);
    tip.style.setProperty('left', x < box.width / 2 ? `${LEFT + x + 14}px` : 'auto');
    tip.style.setProperty('right', x < box.width / 2 ? 'auto' : `${box.width - x + RIGHT + 14}px`);
  }

  function hideTip() {
    cross.hidden = tip.hidden = true;
  }

  return { element, draw };
}

function scaleOf({ lines, unit, range, exemplars }, width, height) {
  const all = lines.flatMap((line) => line.points).filter(([, amount]) => Number.isFinite(amount));
  const from = range?.[0] ?? Math.min(...all.map(([at]) => at));
  const to = Math.max(range?.[1] ?? Math.max(...all.map(([at]) => at)), from + 1000);
  const highest = Math.max(...all.map(([, amount]) => amount), 0);
  // An exemplar far above every line would press the lines flat.
  const marked = exemplars.map((one) => one.value).filter((amount) => amount <= 2.5 * highest);
  const values = valueTicks(
    Math.min(0, ...all.map(([, amount]) => amount)),
    Math.max(highest, ...marked) || 1,
    Math.max(2, Math.floor(height / 60)),
    /^By/.test(unit ?? '') ? 1024 : 10,
  );
  const [min, max] = [values[0], values.at(-1)];
  return {
    from,
    to,
    min,
    max,
    values,
    x: (at) => LEFT + ((at - from) / (to - from)) * width,
    y: (amount) => TOP + height - ((amount - min) / (max - min)) * height,
  };
}

/** The point next to a time, by bisection; a gap has none. */
function nearest(points, at) {
  let [low, high] = [0, points.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < at) low = middle + 1;
    else high = middle;
  }
  const candidates = [points[low - 1], points[low]].filter((point) => point && Number.isFinite(point[1]));
  return candidates.sort((a, b) => Math.abs(a[0] - at) - Math.abs(b[0] - at))[0];
}
