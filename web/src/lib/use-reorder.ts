import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { moved } from '@/lib/reorder';

type Options = {
  ids: readonly string[];
  /** What an item is called when its move is announced. */
  nameOf: (id: string) => string;
  /** The new order, once it is decided. */
  onReorder: (ids: string[]) => void;
};

type Draft = { id: string; ids: string[]; by: 'pointer' | 'keys' };

/** The attribute by which rows are found under the pointer. */
export const reorderId = (id: string) => ({ 'data-reorder-id': id });

const decideAfter = 700;

/**
 * Rows that can be put into another order: by dragging their handle, or with Alt+↑ and Alt+↓ on it. Several presses are one move,
 * decided a moment after the last; Esc takes it back.
 */
export const useReorder = ({ ids, nameOf, onReorder }: Options) => {
  const [draft, setDraft] = useState<Draft>();
  const [announcement, setAnnouncement] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A row that ended meanwhile has left the list, and must leave the draft as well.
  const order = draft ? merge(draft.ids, ids) : [...ids];

  useEffect(() => () => clearTimeout(timer.current), []);

  const decide = useCallback(
    (decided: Draft) => {
      clearTimeout(timer.current);
      setDraft(undefined);
      if (decided.ids.some((id, index) => id !== ids[index])) onReorder(decided.ids);
    },
    [ids, onReorder],
  );
  const move = (id: string, to: number, by: Draft['by']): Draft => {
    const next = { id, ids: moved(order, id, to), by };
    setDraft(next);
    setAnnouncement(`${nameOf(id)}: place ${next.ids.indexOf(id) + 1} of ${next.ids.length}.`);
    return next;
  };
  const giveUp = () => {
    clearTimeout(timer.current);
    setDraft(undefined);
    setAnnouncement('The order stays as it was.');
  };

  const handleOf = (id: string) => ({
    'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDraft({ id, ids: order, by: 'pointer' });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (draft?.id !== id || draft.by !== 'pointer') return;
      const to = placeAt(event.clientY, order);
      if (to !== undefined && to !== order.indexOf(id)) move(id, to, 'pointer');
    },
    onPointerUp: () => draft?.id === id && draft.by === 'pointer' && decide(draft),
    onPointerCancel: giveUp,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Escape' && draft) return giveUp();
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (!event.altKey || step === 0) return;
      event.preventDefault();
      const next = move(id, order.indexOf(id) + step, 'keys');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => decide(next), decideAfter);
    },
  });

  return {
    /** The rows in the order to show. */
    order,
    /** The row that is being moved. */
    movingId: draft?.id,
    handleOf,
    /** For a live region. */
    announcement,
    /** Moves to a place at once: for menus. */
    moveTo: (id: string, to: number) => decide(move(id, to, 'keys')),
  };
};

const merge = (draft: readonly string[], ids: readonly string[]): string[] => {
  const known = new Set(draft);
  const left = new Set(ids);
  return [...draft.filter((id) => left.has(id)), ...ids.filter((id) => !known.has(id))];
};

const placeAt = (y: number, order: readonly string[]): number | undefined => {
  const row = [...document.querySelectorAll<HTMLElement>('[data-reorder-id]')].find((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return y >= top && y < bottom;
  });
  const index = row ? order.indexOf(row.dataset['reorderId'] ?? '') : -1;
  return index < 0 ? undefined : index;
};
