import { change, query } from '../lib/address.js';
import { timeTicks } from '../lib/axis.js';
import { brush } from '../lib/brush.js';
import { h, s } from '../lib/dom.js';
import { milliseconds, moment, tickTime } from '../lib/format.js';
import { bounds as rangeBounds } from '../lib/range.js';

const WIDTH = 1000;
const HEIGHT = 110;

/** A dot a trace: when it began and how long it took, on a logarithmic scale, so that both ends can be read. */
export function scatter(openTrace) {
  const svg = s('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const plot = h('div.plot', {}, svg);
  const scale = h('div.value-axis', { 'aria-hidden': 'true' });
  const axis = h('div.time-axis', { 'aria-hidden': 'true' });
  const element = h('figure.scatter', { role: 'img', 'aria-label': 'Traces by time and duration' }, scale, plot, axis);
  let bounds = [0, 1];

  const timeAt = (part) => new Date(bounds[0] + part * (bounds[1] - bounds[0])).toISOString();
  brush(plot, {
    choose: (from, to) => change({ from: timeAt(from), to: timeAt(to), paused: null }),
    click: (_, event) => {
      const dot = nearest(event);
      if (dot) openTrace(dot.dataset.trace);
    },
  });

  function draw(points) {
    element.hidden = points.length < 2;
    if (element.hidden) return;
    const times = points.map((point) => Date.parse(point.time));
    // An old run that is looked at whole has no range of its own.
    bounds = rangeBounds(query()) ?? [Math.min(...times), Math.max(...times, Math.min(...times) + 1)];
    const length = bounds[1] - bounds[0];
    const [low, high] = decades(points.map((point) => point.durationMs));
    const y = (ms) => HEIGHT - 6 - ((Math.log10(Math.max(ms, 10 ** low)) - low) / (high - low)) * (HEIGHT - 12);
    const lines = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
    const labelled = lines.filter((_, index) => (lines.length - 1 - index) % Math.ceil(lines.length / 5) === 0);
    // Errors last: they must not lie below others.
    const sorted = points.map((point, index) => ({ ...point, at: times[index] })).sort((a, b) => a.error - b.error);
    svg.replaceChildren(
      ...labelled.map((ms) => s('line.grid', { x1: 0, x2: WIDTH, y1: y(ms), y2: y(ms) })),
      // A line of no length with round ends is a dot that the stretched picture does not stretch.
      ...sorted.map((point) =>
        s(
          `path.dot${point.error ? '.error' : ''}`,
          {
            d: `M${((point.at - bounds[0]) / length) * (WIDTH - 12) + 6} ${y(point.durationMs)}h0`,
            dataset: { trace: point.traceId },
          },
          s('title', {}, `${moment(point.time)}\n${milliseconds(point.durationMs)}${point.error ? ', failed' : ''}`),
        ),
      ),
    );
    scale.replaceChildren(...labelled.map((ms) => h('span', { style: { top: `${(y(ms) / HEIGHT) * 100}%` } }, milliseconds(ms))));
    axis.replaceChildren(
      ...timeTicks(...bounds).map((at) =>
        h('span', { style: { left: `${((at - bounds[0]) / length) * 100}%` } }, tickTime(at, length)),
      ),
    );
  }

  function nearest({ clientX, clientY }) {
    let best = null;
    for (const dot of svg.querySelectorAll('.dot')) {
      const box = dot.getBoundingClientRect();
      const distance = Math.hypot(box.left + box.width / 2 - clientX, box.top + box.height / 2 - clientY);
      if (distance < 12 && (!best || distance < best.distance)) best = { dot, distance };
    }
    return best?.dot;
  }

  return { element, draw };
}

function decades(values) {
  const positive = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...positive, 1)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive, 1))))];
}
