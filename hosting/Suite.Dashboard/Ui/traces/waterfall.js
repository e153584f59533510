import { valueTicks } from '../lib/axis.js';
import { h } from '../lib/dom.js';
import { duration } from '../lib/format.js';
import { virtualList } from '../lib/virtual.js';
import { brush } from '../lib/brush.js';
import { drawSpanRow } from './span-row.js';
import { criticalPath, visible } from './tree.js';

const ROW = 26;

/** The spans of a trace along the time. Only the rows in sight exist, so a thousand spans are drawn as fast as thirty. */
export function waterfall({ openSpan, opened, zoomed }) {
  const folded = new Set();
  let rows = [];
  let total = 1;
  let sight = [0, 1];
  let hits = null;
  let path = null;

  const axis = h('div.lane.axis-lane', { 'aria-hidden': 'true' });
  const list = virtualList({
    rowHeight: ROW,
    label: 'Spans',
    role: 'tree',
    draw: drawRow,
    key: onKey,
    opened: (row) => row.span.spanId === opened(),
    open: (row) => openSpan(row.span.spanId, Boolean(opened())),
    moved: (row) => opened() && openSpan(row.span.spanId, true),
  });
  const element = h('div.waterfall', {}, h('div.waterfall-head', {}, h('span', {}, 'Span'), axis), list.element);
  brush(axis, { choose: (from, to) => zoom(at(from), at(to)) });

  const at = (part) => sight[0] + part * (sight[1] - sight[0]);
  const percent = (us) => ((us - sight[0]) / (sight[1] - sight[0])) * 100;

  function draw(next, durationUs) {
    const whole = sight[0] === 0 && sight[1] === total;
    rows = next;
    total = Math.max(1, durationUs);
    if (whole || sight[1] > total) sight = [0, total];
    path = path && criticalPath(rows);
    show();
  }

  function show() {
    const ticks = valueTicks(0, sight[1] - sight[0], 6).filter((tick) => tick <= (sight[1] - sight[0]) * 0.96);
    axis.replaceChildren(
      ...ticks.map((tick) =>
        h('span', { style: { left: `${(tick / (sight[1] - sight[0])) * 100}%` } }, duration(sight[0] + tick)),
      ),
    );
    const active = list.items[list.active];
    list.show(visible(rows, folded), { keepActive: true });
    if (active) keepActive(active);
  }

  // What is folded away hands the mark to whoever hides it.
  function keepActive(row) {
    let shown = rows[row.index];
    for (let above = shown?.parent; above; above = above.parent) if (folded.has(above.span.spanId)) shown = above;
    const index = list.items.indexOf(shown);
    if (index !== list.active) list.activate(index);
  }

  function drawRow(row) {
    return drawSpanRow(row, {
      percent,
      isFolded: folded.has(row.span.spanId),
      isDim: hits !== null && !hits.has(row),
      pieces: path?.get(row.span.spanId) ?? [],
      toggle: () => toggle(row),
    });
  }

  function toggle(row, fold = !folded.has(row.span.spanId)) {
    if (fold) folded.add(row.span.spanId);
    else folded.delete(row.span.spanId);
    show();
  }

  function onKey(event, row) {
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return false;
    const isFolded = folded.has(row.span.spanId);
    if (event.key === 'ArrowRight') {
      if (isFolded) toggle(row, false);
      else if (row.children > 0) activate(rows[row.index + 1]);
      return true;
    }
    if (event.key === 'ArrowLeft') {
      if (row.children > 0 && !isFolded) toggle(row, true);
      else if (row.parent) activate(row.parent);
      return true;
    }
    return false;
  }

  function activate(row) {
    list.activate(list.items.indexOf(row));
    if (opened()) openSpan(row.span.spanId, true);
  }

  /** Looks closer at a part of the time, in microseconds; null shows the whole again. */
  function zoom(from, to) {
    const least = Math.min(total, 10);
    sight = from === null ? [0, total] : [Math.max(0, from), Math.min(total, Math.max(to, from + least))];
    zoomed(...(from === null ? [null, null] : [sight[0] / total, sight[1] / total]));
    show();
  }

  function reveal(row) {
    for (let above = row.parent; above; above = above.parent) folded.delete(above.span.spanId);
    show();
    list.activate(list.items.indexOf(row));
  }

  return {
    element,
    draw,
    zoom,
    reveal,
    refresh: list.refresh,
    focus: list.focus,
    activeRow: () => list.items[list.active],
    /** The first look: the keyboard is in the tree, at the span that was asked for. */
    begin(spanId) {
      const row = rows.find((candidate) => candidate.span.spanId === spanId);
      reveal(row ?? rows[0]);
      list.focus();
    },
    showHits(next) {
      hits = next;
      show();
    },
    showCritical(wanted) {
      path = wanted ? criticalPath(rows) : null;
      element.classList.toggle('critical-shown', wanted);
      show();
    },
    foldAll() {
      for (const row of rows) if (row.children > 0 && row.depth > 0) folded.add(row.span.spanId);
      show();
    },
    unfoldAll() {
      folded.clear();
      show();
    },
  };
}
