import { useSyncExternalStore } from 'react';

// One for the page: the moment under the pointer is marked in every chart. Kept outside React's tree, so that
// moving the pointer renders the charts and nothing else.
let moment: number | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const pointAt = (next: number | null): void => {
  if (next === moment) return;
  moment = next;
  listeners.forEach((listener) => listener());
};

/** The moment pointed at in any chart of the page, in milliseconds. */
export const useCrosshair = (): number | null => useSyncExternalStore(subscribe, () => moment);
