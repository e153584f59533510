import { slot } from '../lib/colour.js';

/** From the server's series to the lines of a chart. */

/** More lines cannot be told from each other. */
export const MOST = 24;

/** Where the server's points of a histogram have them. */
export const STATISTICS = { p50: 3, p90: 4, p99: 5 };

const WORDS = { all: 'p50, p90, p99', p50: 'p50', p90: 'p90', p99: 'p99', mean: 'Mean', count: 'Count' };

export const isHistogram = (answer) => /histogram/i.test(answer.kind);

/** What can be drawn of a histogram, the usual first; there is nothing to choose of other instruments. */
export function choices(answer) {
  if (!isHistogram(answer)) return [];
  const [first, second] = usual(answer) === 'all' ? ['all', 'p90'] : ['p90', 'all'];
  return [['', WORDS[first]], ...[second, 'p50', 'p99', 'mean', 'count'].map((key) => [key, WORDS[key]])];
}

/** Lines `{id, name, tone, points: [[unixMs, value], …]}` with a null where nothing came in for a while. */
export function linesOf(answer, statistic) {
  const series = answer.series.slice(0, MOST);
  const wanted = statistic || usual(answer);
  if (!isHistogram(answer)) return series.map((one, index) => line(one, index, nameOf(one), (point) => point[1]));
  const drawn = wanted === 'all' ? Object.keys(STATISTICS) : [wanted];
  return series
    .flatMap((one) => drawn.map((name) => ({ one, name })))
    .map(({ one, name }, index) =>
      line(
        one,
        index,
        [series.length > 1 && nameOf(one), (drawn.length > 1 || series.length === 1) && name].filter(Boolean).join(' · '),
        pick(name),
      ),
    );
}

/** The unit of what is drawn: a count has none. */
export const unitOf = (answer, statistic) => (statistic === 'count' ? '' : answer.unit);

/** "POST · 200": the values alone, since the names are the same in all series. */
export function nameOf(series) {
  const values = Object.values(series.attributes).map((value) => (value === '' ? '(empty)' : String(value)));
  return values.join(' · ') || 'all';
}

function usual(answer) {
  return isHistogram(answer) && answer.series.length === 1 ? 'all' : 'p90';
}

function pick(name) {
  if (name === 'count') return (point) => point[1];
  if (name === 'mean') return (point) => (point[1] > 0 ? point[2] / point[1] : null);
  return (point) => point[STATISTICS[name]];
}

function line(series, index, name, valueOf) {
  return { id: name, name, tone: slot(index), points: withGaps(series.points.map((point) => [point[0], valueOf(point)])) };
}

/** A silence of more than three usual steps is shown as one, not as a straight line. */
function withGaps(points) {
  const steps = points
    .slice(1)
    .map((point, index) => point[0] - points[index][0])
    .sort((a, b) => a - b);
  const usualStep = steps[Math.floor(steps.length / 2)] ?? 0;
  return points.flatMap((point, index) =>
    index > 0 && point[0] - points[index - 1][0] > 3.5 * usualStep ? [[point[0] - 1, null], point] : [point],
  );
}
