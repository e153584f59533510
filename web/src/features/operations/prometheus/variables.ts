import type { Variable } from '@/features/operations/dashboard/dashboard';
import { interpolate, type Chosen, type Scope } from '@/features/operations/prometheus/interpolate';

/** What a query variable asks for: `label_values(label)` or `label_values(series, label)`. */
export const readLabelValues = (query: string): { label: string; match: string } => {
  const [, match, label] = /^label_values\((?:(.+),)?\s*(\w+)\s*\)$/s.exec(query.trim()) ?? [];
  if (label === undefined) throw new Error(`Not a query for the values of a label: ${query}`);
  return { label, match: match?.trim() ?? '' };
};

/** The values to choose from, of those that Prometheus knows: only what fits the pattern, and of it the part in brackets. */
export const fitting = (values: readonly string[], regex: string): string[] => {
  if (regex === '') return [...values];
  const pattern = new RegExp(regex.replace(/^\/(.*)\/$/, '$1'));
  const found = values.flatMap((value) => {
    const match = pattern.exec(value);
    return match ? (match[1] ?? match[0]) : [];
  });
  return [...new Set(found)];
};

/** What a variable stands for: what was selected, else "All" where there is one, else the first. */
export const choose = (
  variable: Variable,
  selected: readonly string[],
  options: readonly string[],
): Chosen => {
  const multi = variable.multi || variable.includeAll;
  if (selected.length > 0) return { values: variable.multi ? selected : selected.slice(0, 1), multi };
  if (!variable.includeAll) return { values: options.slice(0, 1), multi };
  return variable.allValue === null
    ? { values: options, multi }
    : { values: [variable.allValue], multi, raw: true };
};

/** The query of a variable that depends on others, with theirs put in. */
export const matchFor = (query: string, scope: Scope) => readLabelValues(interpolate(query, scope));
