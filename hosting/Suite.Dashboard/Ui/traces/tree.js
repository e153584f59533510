/** The arithmetic of a trace: who is below whom, what is in sight, and what the whole waited for. */

/**
 * Rows in the order of a walk, children by their beginning: {span, depth, parent, children, end}, where `end` is the index
 * after the last row below. A span whose parent has not come in stands at the top.
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
  const visit = (span, depth, parent) => {
    // A loop of parents, which only a broken program writes, must not hang the page.
    if (seen.has(span.spanId)) return;
    seen.add(span.spanId);
    const row = {
      span,
      depth,
      parent,
      children: below.get(span.spanId)?.length ?? 0,
      index: rows.length,
      end: 0,
      failed: isError(span),
    };
    rows.push(row);
    for (const child of below.get(span.spanId) ?? []) visit(child, depth + 1, row);
    row.end = rows.length;
    if (parent && (row.failed || row.failedBelow)) parent.failedBelow = true;
  };
  for (const span of below.get(null) ?? []) visit(span, 0, null);
  for (const span of spans) visit(span, 0, null);
  return rows;
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
 * What the whole waited for: from the end backwards, always the child that ended last before. Answers
 * spanId → [[fromUs, toUs]], the pieces in which the span itself was what everything waited for.
 */
export function criticalPath(rows) {
  const pieces = new Map();
  const walk = (row, until) => {
    let at = Math.min(until, endOf(row.span));
    const children = childrenOf(rows, row).sort((a, b) => endOf(b.span) - endOf(a.span));
    const own = [];
    for (const child of children) {
      // What goes on after its parent's turn, or ended before it began, held nobody up.
      if (child.span.startUs >= at || endOf(child.span) > until) continue;
      const childEnd = Math.min(at, endOf(child.span));
      if (childEnd < at) own.push([childEnd, at]);
      walk(child, childEnd);
      at = Math.max(row.span.startUs, child.span.startUs);
    }
    if (at > row.span.startUs) own.push([row.span.startUs, at]);
    pieces.set(row.span.spanId, own);
  };
  const roots = rows.filter((row) => row.depth === 0);
  const main = roots.reduce((longest, row) => (!longest || row.span.durationUs > longest.span.durationUs ? row : longest), null);
  if (main) walk(main, endOf(main.span));
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
