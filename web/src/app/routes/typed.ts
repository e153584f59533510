/** A text in the address; undefined when there is none. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What somebody typed into a page's search field. */
export const toTyped = (search: Record<string, unknown>): { q?: string } => {
  const q = text(search['q']);
  return q ? { q } : {};
};
