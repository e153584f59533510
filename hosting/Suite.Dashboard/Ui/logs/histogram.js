import { change } from '../lib/address.js';
import { timeTicks } from '../lib/axis.js';
import { brush } from '../lib/brush.js';
import { h, s } from '../lib/dom.js';
import { counted, moment, tickTime } from '../lib/format.js';

const LEVELS = ['fatal', 'error', 'warning', 'information', 'debug', 'trace'];

/** How many logs of which level came when. A drag, or a click on one bar, looks closer. */
export function histogram() {
  const bars = s('svg', { preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const axis = h('div.time-axis', { 'aria-hidden': 'true' });
  const plot = h('div.plot', {}, bars);
  const element = h('figure.histogram', { role: 'img' }, plot, axis);
  let buckets = [];
  let width = 1;

  brush(plot, {
    choose: (from, to) => zoom(Math.floor(from * buckets.length), Math.ceil(to * buckets.length)),
    click: (at) => {
      const index = Math.min(buckets.length - 1, Math.floor(at * buckets.length));
      if (buckets[index] && sum(buckets[index]) > 0) zoom(index, index + 1);
    },
  });

  function zoom(first, end) {
    const from = Date.parse(buckets[first].time);
    change({
      from: new Date(from).toISOString(),
      to: new Date(from + Math.max(1, end - first) * width).toISOString(),
      paused: null,
    });
  }

  function draw(histogram) {
    buckets = histogram;
    element.hidden = buckets.length < 2;
    if (element.hidden) return;
    const first = Date.parse(buckets[0].time);
    width = Date.parse(buckets[1].time) - first;
    const end = first + buckets.length * width;
    const most = Math.max(1, ...buckets.map(sum));
    bars.setAttribute('viewBox', `0 0 ${buckets.length} ${most}`);
    bars.replaceChildren(...buckets.map((bucket, index) => drawBucket(bucket, index, most)));
    axis.replaceChildren(
      ...timeTicks(first, end).map((at) =>
        h('span', { style: { left: `${((at - first) / (end - first)) * 100}%` } }, tickTime(at, end - first)),
      ),
    );
    element.setAttribute(
      'aria-label',
      `${counted(
        buckets.reduce((all, one) => all + sum(one), 0),
        'log',
      )} over time`,
    );
  }

  return { element, draw };
}

function drawBucket(bucket, index, most) {
  let top = most;
  const shown = LEVELS.filter((level) => bucket[level] > 0);
  const title = [moment(bucket.time), ...shown.map((level) => `${level}: ${bucket[level]}`)].join('\n');
  return s(
    'g.bucket',
    {},
    s('title', {}, title),
    s('rect.hit', { x: index, y: 0, width: 1, height: most }),
    // The worst stands at the bottom, where it can be compared.
    ...shown.map((level) => {
      top -= bucket[level];
      return s(`rect.${level}`, { x: index + 0.1, y: top, width: 0.8, height: bucket[level] });
    }),
  );
}

const sum = (bucket) => LEVELS.reduce((total, level) => total + (bucket[level] ?? 0), 0);
