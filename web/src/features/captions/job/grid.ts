import type { CaptionItem } from '@/features/captions/caption';

export type GridRow = { image: string; cells: (CaptionItem | undefined)[] };

/** The captions of a job as a table: an image a row, a perspective a column; a backfill leaves holes. */
export const gridOf = (items: readonly CaptionItem[]): { perspectives: string[]; rows: GridRow[] } => {
  const perspectives = [...new Set(items.map(({ perspective }) => perspective))];
  const column = new Map(perspectives.map((perspective, index) => [perspective, index]));
  const rows = new Map<string, GridRow>();
  for (const item of items) {
    const row = rows.get(item.image) ?? { image: item.image, cells: perspectives.map(() => undefined) };
    row.cells[column.get(item.perspective) ?? 0] = item;
    rows.set(item.image, row);
  }
  return { perspectives, rows: [...rows.values()] };
};

export type Field = { name: string; value: unknown };

/** The fields of a caption in words: texts as they are, lists of texts and of tags joined, the rest left as it came. */
export const fieldsOf = (result: unknown): Field[] =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? Object.entries(result as Record<string, unknown>).map(([name, value]) => ({ name, value }))
    : [];

/** A value as one text, when it can be read as one. */
export const readable = (value: unknown): string | undefined => {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join(', ');
  const tags = Array.isArray(value) ? value.map(tagOf) : [undefined];
  return tags.every((tag) => tag !== undefined) ? tags.join(', ') : undefined;
};

const tagOf = (entry: unknown): string | undefined => {
  const tag = typeof entry === 'object' && entry !== null ? (entry as { tag?: unknown }).tag : undefined;
  return typeof tag === 'string' ? tag : undefined;
};

/** "short_caption" as a heading. */
export const fieldName = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
