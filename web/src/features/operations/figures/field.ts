import type { FieldOptions, Panel } from '@/features/operations/dashboard/dashboard';
import { formatValue } from '@/features/operations/figures/format-value';

/** How the series or column of this name is shown: the panel's options with its overrides on top. */
export const fieldOf = (
  { field, overrides }: Pick<Panel, 'field' | 'overrides'>,
  name: string,
): FieldOptions =>
  overrides
    .filter(({ matches }) => matches(name))
    .reduce((all, override) => ({ ...all, ...override.field }), field);

/** A value in words: mapped, or with its unit. */
export const inWords = (field: FieldOptions, value: number | null): string => {
  if (value === null) return field.noValue;
  return field.mappings.get(String(value))?.text || formatValue(value, field.unit, field.decimals);
};

/** From where to where a gauge or bar goes; Grafana's own ends where the dashboard names none. */
export const rangeOfField = ({ min, max, unit }: FieldOptions): { min: number; max: number } => ({
  min: min ?? 0,
  max: max ?? (unit === 'percentunit' ? 1 : 100),
});
