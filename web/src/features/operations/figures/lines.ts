import type { Labels, Sampled } from '@/features/operations/api';
import type { FieldOptions, Panel, Target } from '@/features/operations/dashboard/dashboard';
import { cssColor, paletteColor } from '@/features/operations/figures/color';
import { fieldOf } from '@/features/operations/figures/field';
import type { Span } from '@/features/operations/prometheus/time-range';

/** What came back for one query of a panel. */
export type Answer = { target: Target; sampled: readonly Sampled[] };

/** A series on the panel's common times; null where it has no value. */
export type Line = {
  name: string;
  labels: Labels;
  color: string;
  field: FieldOptions;
  values: readonly (number | null)[];
};

/** The name of a series: the legend's text with `{{label}}` filled in, or its labels. */
export const nameOf = (labels: Labels, legend: string): string =>
  legend === '' || legend === '__auto'
    ? labelsInWords(labels)
    : legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => labels[label] || 'none');

const labelsInWords = (labels: Labels): string => {
  const pairs = Object.entries(labels).filter(([label]) => label !== '__name__');
  return pairs.length === 0 ? (labels['__name__'] ?? 'Value') : pairs.map(([, value]) => value).join(' · ');
};

export const timesOf = ({ from, to }: Span, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

type Described = Pick<Panel, 'field' | 'overrides'>;

/** All series of a panel on common times, in the order of its queries, by name within each. */
export const linesOf = (panel: Described, answers: readonly Answer[], times: readonly number[]): Line[] =>
  answers
    .flatMap((answer) => named(answer).sort(byName))
    .map((series, index) => lineOf(panel, series, index, placed(series.points, times)));

/** The same with their newest value alone, in the order that Prometheus gave them: what an instant query is asked for. */
export const newestOf = (panel: Described, answers: readonly Answer[]): Line[] =>
  answers
    .flatMap(named)
    .map((series, index) => lineOf(panel, series, index, [series.points.at(-1)?.[1] ?? null]));

type Named = Sampled & { name: string };

const named = ({ target, sampled }: Answer): Named[] =>
  sampled.map((series) => ({ ...series, name: nameOf(series.labels, target.legend) }));

const byName = (one: Named, other: Named): number =>
  one.name.localeCompare(other.name, 'en', { numeric: true });

const lineOf = (panel: Described, { name, labels }: Named, index: number, values: Line['values']): Line => {
  const field = fieldOf(panel, name);
  return {
    name: field.displayName ?? name,
    labels,
    field,
    color: field.color.mode === 'fixed' ? cssColor(field.color.color) : paletteColor(index),
    values,
  };
};

const placed = (points: Sampled['points'], times: readonly number[]): (number | null)[] => {
  const byTime = new Map(points);
  return times.map((time) => byTime.get(time) ?? null);
};
