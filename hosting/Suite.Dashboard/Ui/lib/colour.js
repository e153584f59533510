const SLOTS = 10;
const slots = new Map();

/** A colour for a name, the same on every page; different names get different ones while there are enough. */
export function colour(name) {
  if (!slots.has(name)) slots.set(name, free(hash(name)));
  return slot(slots.get(name));
}

/** The colour of the nth line of a chart. */
export const slot = (index) => `var(--series-${index % SLOTS})`;

/** Names that come together share the colours out in the order of the alphabet, whichever page is opened first. */
export function shareOut(names) {
  for (const name of [...names].sort()) colour(name);
}

function free(wanted) {
  const taken = new Set(slots.values());
  for (let step = 0; step < SLOTS; step++) {
    const candidate = (wanted + step) % SLOTS;
    if (!taken.has(candidate)) return candidate;
  }
  return wanted;
}

function hash(text) {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)) >>> 0;
  return sum % SLOTS;
}
