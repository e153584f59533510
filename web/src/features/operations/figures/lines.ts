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

/** All series of a panel, in the order of its queries, by name within each. */
export const linesOf = (
  panel: Pick<Panel, 'field' | 'overrides'>,
  answers: readonly Answer[],
  times: readonly number[],
): Line[] =>
  answers
    .flatMap(({ target, sampled }) =>
      sampled
        .map((series) => ({ ...series, name: nameOf(series.labels, target.legend) }))
        .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
    )
    .map(({ name, labels, points }, index) => {
      const field = fieldOf(panel, name);
      return {
        name: field.displayName ?? name,
        labels,
        field,
        color: field.color.mode === 'fixed' ? cssColor(field.color.color) : paletteColor(index),
        values: placed(points, times),
      };
    });

const placed = (points: Sampled['points'], times: readonly number[]): (number | null)[] => {
  const byTime = new Map(points);
  return times.map((time) => byTime.get(time) ?? null);
};
