import { count, value } from '../lib/format.js';
import { plainTable } from '../lib/table.js';
import { isHistogram, STATISTICS } from './lines.js';

/** The same figures as the chart's, in words: a row a series. */
export function tableOf(answer) {
  const keys = [...new Set(answer.series.flatMap((one) => Object.keys(one.attributes)))].sort();
  const [heads, cellsOf] = isHistogram(answer) ? histogramColumns(answer) : valueColumns(answer);
  const namesOf = (one) => (keys.length > 0 ? keys.map((key) => String(one.attributes[key] ?? '')) : ['all']);
  const names = keys.length > 0 ? keys : ['Series'];
  const rows = answer.series.map((one) => [...namesOf(one), ...cellsOf(one)]);
  return plainTable([...names, ...heads], names.length, rows, { headed: false });
}

function histogramColumns({ unit }) {
  const cellsOf = ({ points }) => {
    const total = points.reduce((sum, point) => sum + point[1], 0);
    const sum = points.reduce((all, point) => all + (point[2] ?? 0), 0);
    const last = points.findLast((point) => point[1] > 0) ?? [];
    return [
      count(total),
      value(total > 0 ? sum / total : null, unit),
      ...Object.values(STATISTICS).map((index) => value(last[index], unit)),
    ];
  };
  return [['Count', 'Mean', 'Latest p50', 'Latest p90', 'Latest p99'], cellsOf];
}

function valueColumns({ unit, series }) {
  const hasTotal = series.some((one) => one.total !== undefined && one.total !== null);
  const cellsOf = ({ points, total }) => {
    const values = points.map((point) => point[1]).filter(Number.isFinite);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    const cells = [values.at(-1), Math.min(...values), mean, Math.max(...values)];
    const texts = cells.map((one) => value(Number.isFinite(one) ? one : null, unit));
    // What is counted per second has a total without.
    return hasTotal ? [...texts, value(total, (unit ?? '').split('/')[0])] : texts;
  };
  return [['Latest', 'Least', 'Mean', 'Most', ...(hasTotal ? ['Total'] : [])], cellsOf];
}
