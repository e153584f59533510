const texts = new WeakMap();

/** The rows in which a search finds its words, wherever a span has them. */
export function search(rows, words) {
  const wanted = words.trim().toLowerCase();
  return wanted ? rows.filter((row) => textOf(row.span).includes(wanted)) : [];
}

function textOf(span) {
  if (!texts.has(span)) {
    const { name, resource, scope, kind, statusMessage, spanId, attributes, events } = span;
    texts.set(span, JSON.stringify([name, resource, scope, kind, statusMessage, spanId, attributes, events]).toLowerCase());
  }
  return texts.get(span);
}
