import type { Dashboard } from '@/features/operations/dashboard/dashboard';
import { toMilliseconds, toSpan, type TimeRange } from '@/features/operations/prometheus/time-range';

/** What a dashboard's page shows, as its address has it: Grafana's own names, so that both understand a copied query string. */
export type OperationsSearch = {
  from?: string;
  to?: string;
  refresh?: string;
  [variable: `var-${string}`]: string;
};

export const refreshChoices = ['off', '5s', '10s', '30s', '1m'] as const;

const variablePrefix = 'var-';

export const toOperationsSearch = (search: Record<string, unknown>): OperationsSearch => {
  // The router reads 0.5 as a number and a repeated name as a list.
  const text = (name: string) => [search[name] ?? ''].flat().map(String).join(',');
  const range = { from: text('from'), to: text('to') };
  const variables = Object.keys(search).filter(
    (name) => name.startsWith(variablePrefix) && text(name) !== '',
  );
  return {
    ...(toSpan(range, Date.now()) ? range : {}),
    ...(text('refresh') === 'off' || toMilliseconds(text('refresh')) ? { refresh: text('refresh') } : {}),
    ...Object.fromEntries(variables.map((name) => [name, text(name)])),
  };
};

export const rangeOf = (dashboard: Dashboard, { from, to }: OperationsSearch): TimeRange =>
  from !== undefined && to !== undefined ? { from, to } : dashboard.time;

/** Milliseconds between two refreshes; null when nothing is asked by itself. */
export const refreshOf = (dashboard: Dashboard, { refresh }: OperationsSearch): number | null =>
  toMilliseconds(refresh ?? dashboard.refresh) ?? null;

// Grafana's word for what we say by leaving the parameter out.
const all = '$__all';

// Several values share one parameter; no label value of ours has a comma.
export const selectedValues = (search: OperationsSearch, variable: string): string[] =>
  search[`var-${variable}`]?.split(',').filter((value) => value !== all) ?? [];

export const withSelected = (
  search: OperationsSearch,
  variable: string,
  values: readonly string[],
): OperationsSearch => {
  const { [`var-${variable}` as const]: _, ...rest } = search;
  return values.length === 0 ? rest : { ...rest, [`var-${variable}`]: values.join(',') };
};

/** What another dashboard takes over: the time, and no variables. */
export const timeOf = (search: OperationsSearch): OperationsSearch =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !name.startsWith(variablePrefix)));
