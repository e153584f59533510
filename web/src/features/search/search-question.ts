export const searchModes = ['hybrid', 'semantic', 'keyword'] as const;
export type SearchMode = (typeof searchModes)[number];

/** What is asked: lives in the address. Without a mode it is hybrid. */
export type SearchQuestion = { q?: string; mode?: SearchMode };

export const toSearchQuestion = (search: Record<string, unknown>): SearchQuestion => {
  const mode = searchModes.find((candidate) => candidate === search['mode']);
  const q = typeof search['q'] === 'string' ? search['q'] : '';
  return { ...(q === '' ? {} : { q }), ...(mode && mode !== 'hybrid' ? { mode } : {}) };
};
