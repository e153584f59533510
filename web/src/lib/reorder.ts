/** `ids` with one of them moved to another place; out of range means the nearest end. */
export const moved = <Id>(ids: readonly Id[], id: Id, to: number): Id[] => {
  const rest = ids.filter((other) => other !== id);
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, id);
  return rest;
};

/**
 * The items with those named in `ids` in that order, in the places that they hold among the others: what is not named stays
 * where it is, what is not here is passed over.
 */
export const inOrder = <T extends { id: string }>(items: readonly T[], ids: readonly string[]): T[] => {
  const byId = new Map(items.map((item) => [item.id, item]));
  const named = new Set(ids);
  const sequence = ids.flatMap((id) => byId.get(id) ?? []).values();
  return items.map((item) => (named.has(item.id) ? (sequence.next().value ?? item) : item));
};
