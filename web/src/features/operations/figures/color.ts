import type { FieldOptions } from '@/features/operations/dashboard/dashboard';

const named = ['green', 'yellow', 'orange', 'red', 'blue', 'purple'];

/** Grafana's words ("red", "semi-dark-red", "text") as colours of the theme in use; anything else is CSS already. */
export const cssColor = (name: string): string => {
  const color = named.find((known) => name === known || name.endsWith(`-${known}`));
  if (color) return `var(--figure-${color})`;
  if (name === 'transparent') return name;
  return name === 'text' || name === '' ? 'var(--mantine-color-text)' : name;
};

const paletteSize = 10;

/** The colour of the n-th of the series that have none of their own. */
export const paletteColor = (index: number): string => `var(--figure-series-${index % paletteSize})`;

/** The colour of the highest threshold that the value has reached. */
export const thresholdColor = ({ thresholds }: FieldOptions, value: number | null): string => {
  const reached = thresholds.filter((threshold) => value !== null && value >= threshold.value).at(-1);
  return cssColor(reached?.color ?? 'text');
};

/** How a single value is coloured: by its mapping, its fixed colour, or its threshold. */
export const valueColor = (field: FieldOptions, value: number | null): string => {
  const mapped = field.mappings.get(String(value))?.color;
  if (mapped) return cssColor(mapped);
  if (field.color.mode === 'fixed') return cssColor(field.color.color);
  return field.color.mode === 'thresholds' ? thresholdColor(field, value) : cssColor('text');
};
