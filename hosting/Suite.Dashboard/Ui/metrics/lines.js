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
  const nameOf = namer(answer.series);
  if (!isHistogram(answer)) {
    return series.map((one, index) => line(nameOf(one), index, one.points, (point) => point[1], usualStep(one.points)));
  }
  const wanted = statistic || usual(answer);
  const drawn = wanted === 'all' ? Object.keys(STATISTICS) : [wanted];
  const parts = (one, name) => [series.length > 1 && nameOf(one), (drawn.length > 1 || series.length === 1) && name];
  // A step in which nothing was recorded has no percentiles.
  return series
    .flatMap((one) => drawn.map((name) => ({ one, name })))
    .map(({ one, name }, index) =>
      line(parts(one, name).filter(Boolean).join(' · '), index, one.points, pick(name), answer.stepMs),
    );
}

/** The unit of what is drawn: a count has none. */
export const unitOf = (answer, statistic) => (statistic === 'count' ? '' : answer.unit);

/** Names series by the values in which they differ: "POST · 200". */
export function namer(all) {
  const keys = [...new Set(all.flatMap((series) => Object.keys(series.attributes)))];
  const telling = keys.filter((key) => new Set(all.map((series) => String(series.attributes[key]))).size > 1);
  const shown = telling.length > 0 ? telling : keys;
  return ({ attributes }) =>
    shown
      .filter((key) => attributes[key] !== undefined)
      .map((key) => (attributes[key] === '' ? '(empty)' : String(attributes[key])))
      .join(' · ') || 'all';
}

function usual(answer) {
  return isHistogram(answer) && answer.series.length === 1 ? 'all' : 'p90';
}

function pick(name) {
  if (name === 'count') return (point) => point[1];
  if (name === 'mean') return (point) => (point[1] > 0 ? point[2] / point[1] : null);
  return (point) => point[STATISTICS[name]];
}

function line(name, index, points, valueOf, step) {
  const values = points.map((point) => [point[0], valueOf(point)]);
  return { id: name, name, tone: slot(index), points: withGaps(values, step) };
}

/** A silence of more than three steps is shown as one, not as a straight line. */
function withGaps(points, step) {
  return points.flatMap((point, index) =>
    index > 0 && point[0] - points[index - 1][0] > 3.5 * step ? [[point[0] - 1, null], point] : [point],
  );
}

function usualStep(points) {
  const steps = points.slice(1).map((point, index) => point[0] - points[index][0]);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}
