import { colour } from '../lib/colour.js';
import { h } from '../lib/dom.js';
import { duration } from '../lib/format.js';

/** Beyond these percents of the width there is no room for a duration beside a bar. */
const ROOM = { right: 82, left: 18 };

/**
 * One span as a row: its name in the tree, and its bar along the time. `percent` turns microseconds into a place, `pieces`
 * are those of the critical path, `toggle` folds.
 */
export function drawSpanRow(row, { percent, isFolded, isDim, pieces, toggle }) {
  const { span } = row;
  return h(
    `div.row.span-row${row.failed ? '.error' : ''}${isDim ? '.dim' : ''}`,
    {
      role: 'treeitem',
      'aria-level': row.depth + 1,
      'aria-expanded': row.children > 0 ? String(!isFolded) : null,
      style: { '--tone': colour(span.resource) },
    },
    h(
      'div.label',
      { style: { '--depth': Math.min(row.depth, 18) }, title: `${span.resource}: ${span.name}` },
      foldButton(row, isFolded, toggle),
      h('b', {}, span.resource),
      h('span.text', {}, span.name),
      (row.failed || (isFolded && row.failedBelow)) && h('i.mark', { title: row.failed ? 'Failed' : 'A span below failed' }, '!'),
    ),
    lane(span, percent, pieces),
  );
}

function foldButton(row, isFolded, toggle) {
  if (row.children === 0) return h('span.fold');
  const label = isFolded ? 'Unfold' : 'Fold';
  const hidden = row.end - row.index - 1;
  return h('button.fold', { type: 'button', tabindex: -1, 'aria-label': label, onclick: toggle }, isFolded ? `+${hidden}` : '−');
}

function lane(span, percent, pieces) {
  const [left, right] = [percent(span.startUs), percent(span.startUs + span.durationUs)];
  if (right < 0 || left > 100) return h('div.lane');
  const [from, to] = [Math.max(0, left), Math.min(100, right)];
  return h(
    'div.lane',
    {},
    part('span.bar', from, to),
    pieces
      .map(([begin, end]) => [Math.max(0, percent(begin)), Math.min(100, percent(end))])
      .map(([begin, end]) => end > begin && part('span.critical-piece', begin, end)),
    span.events.map((event) => dot(percent(event.atUs), event.name)),
    took(span, from, to),
  );
}

/** The duration stands on the right of the bar, or where there is room. */
function took(span, from, to) {
  const text = duration(span.durationUs);
  if (to <= ROOM.right) return h('span.took', { style: { left: `${to}%` } }, text);
  if (from > ROOM.left) return h('span.took', { style: { right: `${100 - from}%` } }, text);
  return h('span.took.within', { style: { left: `${from}%` } }, text);
}

const part = (kind, from, to) => h(kind, { style: { left: `${from}%`, width: `${to - from}%` } });

const dot = (left, name) =>
  left >= 0 && left <= 100 && h(`i.event${name === 'exception' ? '.bad' : ''}`, { style: { left: `${left}%` }, title: name });
