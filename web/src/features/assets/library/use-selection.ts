import { useMemo, useState } from 'react';
import type { Asset } from '@/features/assets/asset';

export type Selection = {
  assets: Asset[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  all: () => void;
  clear: () => void;
  total: number;
};

/** Which of the shown assets are selected. One that is no longer shown is no longer selected. */
export const useSelection = (shown: Asset[]): Selection => {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      assets: shown.filter(({ id }) => ids.has(id)),
      has: (id) => ids.has(id),
      toggle: (id) => setIds((before) => (before.has(id) ? without(before, id) : new Set([...before, id]))),
      all: () => setIds(new Set(shown.map(({ id }) => id))),
      clear: () => setIds(new Set()),
      total: shown.length,
    }),
    [shown, ids],
  );
};

const without = (ids: ReadonlySet<string>, id: string) => new Set([...ids].filter((other) => other !== id));
