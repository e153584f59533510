import { valueTicks } from '../lib/axis.js';
import { colour } from '../lib/colour.js';
import { h } from '../lib/dom.js';
import { duration } from '../lib/format.js';
import { virtualList } from '../lib/virtual.js';
import { brush } from '../lib/brush.js';
import { criticalPath, visible } from './tree.js';

const ROW = 26;

/** The spans of a trace along the time. Only the rows in sight exist, so a thousand spans are drawn as fast as thirty. */
export function waterfall({ openSpan, opened, zoomed }) {
  const folded = new Set();
  let rows = [];
  let total = 1;
  let window = [0, 1];
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

  const at = (part) => window[0] + part * (window[1] - window[0]);
  const percent = (us) => ((us - window[0]) / (window[1] - window[0])) * 100;

  function draw(next, durationUs) {
    const whole = window[0] === 0 && window[1] === total;
    rows = next;
    total = Math.max(1, durationUs);
    if (whole || window[1] > total) window = [0, total];
    path = path && criticalPath(rows);
    show();
  }

  function show() {
    const ticks = valueTicks(0, window[1] - window[0], 6).filter((tick) => tick <= (window[1] - window[0]) * 0.96);
    axis.replaceChildren(
      ...ticks.map((tick) =>
        h('span', { style: { left: `${(tick / (window[1] - window[0])) * 100}%` } }, duration(window[0] + tick)),
      ),
    );
    list.show(visible(rows, folded), { keepActive: true });
  }

  function drawRow(row) {
    const { span } = row;
    const [left, right] = [percent(span.startUs), percent(span.startUs + span.durationUs)];
    const [shownLeft, shownRight] = [Math.max(0, left), Math.min(100, right)];
    const inSight = shownRight >= 0 && shownLeft <= 100 && right >= 0;
    const isFolded = folded.has(span.spanId);
    const tone = { '--tone': colour(span.resource) };
    // Where the bar leaves no room on its right, its duration stands on the left of it.
    const side = shownRight > 82 ? (shownLeft > 18 ? '.before' : '.within') : '';
    return h(
      `div.row.span-row${row.failed ? '.error' : ''}${hits && !hits.has(row) ? '.dim' : ''}`,
      {
        role: 'treeitem',
        'aria-level': row.depth + 1,
        'aria-expanded': row.children > 0 ? String(!isFolded) : null,
        style: tone,
      },
      h(
        'div.label',
        { style: { '--depth': Math.min(row.depth, 18) }, title: `${span.resource}: ${span.name}` },
        row.children > 0
          ? h(
              'button.fold',
              {
                type: 'button',
                tabindex: -1,
                'aria-label': isFolded ? 'Unfold' : 'Fold',
                onclick: () => toggle(row),
              },
              isFolded ? `+${row.end - row.index - 1}` : '−',
            )
          : h('span.fold'),
        h('b', {}, span.resource),
        h('span.text', {}, span.name),
        (row.failed || (isFolded && row.failedBelow)) &&
          h('i.mark', { title: row.failed ? 'Failed' : 'A span below failed' }, '!'),
      ),
      h(
        'div.lane',
        {},
        inSight && h('span.bar', { style: { left: `${shownLeft}%`, width: `${shownRight - shownLeft}%` } }),
        ...(path?.get(span.spanId) ?? []).map(([from, to]) => piece(percent(from), percent(to))),
        ...(inSight ? span.events : []).map((event) => dot(percent(event.atUs), event.name)),
        inSight &&
          h(
            `span.took${side}`,
            {
              style: side === '.before' ? { right: `${100 - shownLeft}%` } : { left: `${side ? shownLeft : shownRight}%` },
            },
            duration(span.durationUs),
          ),
      ),
    );
  }

  function piece(left, right) {
    const [from, to] = [Math.max(0, left), Math.min(100, right)];
    return to > from && h('span.critical-piece', { style: { left: `${from}%`, width: `${to - from}%` } });
  }

  function dot(left, name) {
    return (
      left >= 0 && left <= 100 && h(`i.event${name === 'exception' ? '.bad' : ''}`, { style: { left: `${left}%` }, title: name })
    );
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
    window = from === null ? [0, total] : [Math.max(0, from), Math.min(total, Math.max(to, from + least))];
    zoomed(...(from === null ? [null, null] : [window[0] / total, window[1] / total]));
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
