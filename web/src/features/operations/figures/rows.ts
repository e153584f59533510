import type { Panel } from '@/features/operations/dashboard/dashboard';
import type { Answer } from '@/features/operations/figures/lines';

export type Cell = string | number | null;
export type TableRows = { columns: string[]; rows: Cell[][] };

/** Prometheus's own name of a query's value column, as Grafana calls it: plain with one query, lettered with several. */
const valueColumn = (refId: string, queries: number) => (queries === 1 ? 'Value' : `Value #${refId}`);

/** A table of the newest values: queries whose labels are the same share a row. */
export const rowsOf = (
  { columns, options }: Pick<Panel, 'columns' | 'options'>,
  answers: readonly Answer[],
): TableRows => {
  const records = new Map<string, Record<string, Cell>>();
  for (const { target, sampled } of answers) {
    for (const { labels, points } of sampled) {
      const { __name__: _, ...own } = labels;
      const key = JSON.stringify(Object.entries(own).sort());
      const value = points.at(-1)?.[1] ?? null;
      records.set(key, { ...own, ...records.get(key), [valueColumn(target.refId, answers.length)]: value });
    }
  }
  const all = [...records.values()];
  const rank = (name: string) => columns.order.get(name) ?? Number.MAX_SAFE_INTEGER;
  const names = [...new Set(all.flatMap((record) => Object.keys(record)))]
    .filter((name) => !columns.left.has(name))
    .sort((one, other) => rank(one) - rank(other));
  const shown = names.map((name) => columns.renamed.get(name) ?? name);
  const rows = all.map((record) => names.map((name) => record[name] ?? null));
  return {
    columns: shown,
    rows: sorted(rows, shown.indexOf(options.sort?.column ?? ''), options.sort?.descending ?? false),
  };
};

/** By one column; what has no value there comes last. */
export const sorted = (rows: readonly Cell[][], column: number, descending: boolean): Cell[][] =>
  column < 0
    ? [...rows]
    : rows.toSorted((one, other) => compare(one[column] ?? null, other[column] ?? null, descending));

const compare = (one: Cell, other: Cell, descending: boolean): number => {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order =
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : String(one).localeCompare(String(other), 'en', { numeric: true });
  return descending ? -order : order;
};
