import { h } from './dom.js';

/** The parts of what is opened beside a list. */

export function detailsHead(title, close, sign = null) {
  const button = h(
    'button.quiet',
    { type: 'button', 'aria-label': 'Close details', dataset: { focus: 'close' }, onclick: close },
    '✕',
  );
  return h('header', {}, sign, h('h2', {}, title), button);
}

/** Names and what is known of them; a row of which nothing is known is left out. */
export function factList(rows) {
  const known = rows.filter(
    ([, fact]) => ![fact].flat().every((part) => part === undefined || part === null || part === false || part === ''),
  );
  return h('dl', {}, ...known.map(([name, fact]) => h('div', {}, h('dt', {}, name), h('dd', {}, ...[fact].flat()))));
}

/** A heading and what is below it, or nothing at all. */
export const section = (title, content) => (content.length === 0 ? [] : [h('h3', {}, title), ...content]);
