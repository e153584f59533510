import { useMemo, useState } from 'react';

export type Selection<T, Id = string> = {
  items: T[];
  has: (id: Id) => boolean;
  toggle: (id: Id) => void;
  /** Selects these instead of what was selected. */
  set: (ids: Id[]) => void;
  all: () => void;
  clear: () => void;
  /** How many could be selected. */
  total: number;
};

/** Which of the shown items are selected. One that is no longer shown is no longer selected. */
export const useSelection = <Id extends string | number, T extends { id: Id }>(
  shown: T[],
): Selection<T, T['id']> => {
  const [ids, setIds] = useState<ReadonlySet<T['id']>>(new Set());
  return useMemo(
    () => ({
      items: shown.filter(({ id }) => ids.has(id)),
      has: (id) => ids.has(id),
      toggle: (id) => setIds((before) => (before.has(id) ? without(before, id) : new Set([...before, id]))),
      set: (chosen) => setIds(new Set(chosen)),
      all: () => setIds(new Set(shown.map(({ id }) => id))),
      clear: () => setIds(new Set()),
      total: shown.length,
    }),
    [shown, ids],
  );
};

const without = <Id>(ids: ReadonlySet<Id>, id: Id) => new Set([...ids].filter((other) => other !== id));
