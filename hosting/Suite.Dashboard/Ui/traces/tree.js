/** The arithmetic of a trace: who is below whom, what is in sight, and what the whole waited for. */

/**
 * Rows in the order of a walk, children by their beginning: {span, depth, parent, children, end, reach}, where `end` is the
 * index after the last row below and `reach` the time when all of it is over. A span whose parent has not come in stands at the top.
 */
export function rowsOf(spans) {
  const known = new Set(spans.map((span) => span.spanId));
  const below = new Map();
  for (const span of spans) {
    const parent = known.has(span.parentId) && span.parentId !== span.spanId ? span.parentId : null;
    if (!below.has(parent)) below.set(parent, []);
    below.get(parent).push(span);
  }
  for (const children of below.values()) children.sort((a, b) => a.startUs - b.startUs || b.durationUs - a.durationUs);
  const rows = [];
  const seen = new Set();
  // With a list of its own: a trace may be deeper than the browser's stack.
  const walk = (top) => {
    for (const waiting = [[top, null]]; waiting.length > 0;) {
      const [span, parent] = waiting.pop();
      // A loop of parents, which only a broken program writes, must not hang the page.
      if (seen.has(span.spanId)) continue;
      seen.add(span.spanId);
      const children = below.get(span.spanId) ?? [];
      const row = rowOf(span, parent, children.length, rows.length);
      rows.push(row);
      waiting.push(...children.map((child) => [child, row]).reverse());
    }
  };
  for (const span of below.get(null) ?? []) walk(span);
  for (const span of spans) walk(span);
  for (let index = rows.length - 1; index >= 0; index--) tellParent(rows[index]);
  return rows;
}

const rowOf = (span, parent, children, index) => ({
  span,
  depth: parent ? parent.depth + 1 : 0,
  parent,
  children,
  index,
  end: index + 1,
  reach: endOf(span),
  failed: isError(span),
});

function tellParent({ parent, end, reach, failed, failedBelow }) {
  if (!parent) return;
  parent.end = Math.max(parent.end, end);
  parent.reach = Math.max(parent.reach, reach);
  if (failed || failedBelow) parent.failedBelow = true;
}

export const isError = (span) => span.status === 'error';

/** The rows that are not folded away. */
export function visible(rows, folded) {
  const shown = [];
  for (let index = 0; index < rows.length;) {
    shown.push(rows[index]);
    index = folded.has(rows[index].span.spanId) ? rows[index].end : index + 1;
  }
  return shown;
}

/**
 * What the whole waited for: from the end backwards, always what ended last before. Work that outlives its parent, a job
 * that a request enqueued say, belongs to it. Answers spanId → [[fromUs, toUs]], the pieces in which the span itself was
 * what everything waited for.
 */
export function criticalPath(rows) {
  const pieces = new Map();
  const waiting = [];
  const walk = (row, until) => {
    const own = [];
    // While a span is over and its children have not begun, nobody works: they wait in a queue.
    const take = (from, to) => {
      const end = Math.min(to, endOf(row.span));
      if (end > from) own.push([from, end]);
    };
    let at = Math.min(until, row.reach);
    for (const child of childrenOf(rows, row).sort((a, b) => b.reach - a.reach)) {
      // What begins later than the next was begun held nobody up.
      if (child.span.startUs >= at) continue;
      const childEnd = Math.min(at, child.reach);
      take(childEnd, at);
      waiting.push([child, childEnd]);
      at = Math.max(row.span.startUs, child.span.startUs);
    }
    take(row.span.startUs, at);
    pieces.set(row.span.spanId, own);
  };
  const roots = rows.filter((row) => row.depth === 0);
  const main = roots.reduce((last, row) => (!last || row.reach > last.reach ? row : last), null);
  if (main) waiting.push([main, main.reach]);
  while (waiting.length > 0) walk(...waiting.pop());
  return pieces;
}

/** Microseconds in which a span did something itself, and none of its children did. */
export function ownTime(rows, row) {
  let covered = 0;
  let until = row.span.startUs;
  for (const { span } of childrenOf(rows, row).sort((a, b) => a.span.startUs - b.span.startUs)) {
    const end = Math.min(endOf(span), endOf(row.span));
    covered += Math.max(0, end - Math.max(until, span.startUs));
    until = Math.max(until, end);
  }
  return Math.max(0, row.span.durationUs - covered);
}

export function childrenOf(rows, row) {
  const children = [];
  for (let index = row.index + 1; index < row.end; index = rows[index].end) children.push(rows[index]);
  return children;
}

export const endOf = (span) => span.startUs + span.durationUs;
