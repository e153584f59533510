import { h } from './dom.js';

/**
 * A table of texts and, from the column `figuresFrom` on, figures. A row is an array of texts or elements; with `headed`
 * its first cell is its head.
 */
export function plainTable(heads, figuresFrom, rows, { headed = true } = {}) {
  const tag = (name, index) => (index >= figuresFrom ? `${name}.number` : name);
  return h(
    'table.plain',
    {},
    h('thead', {}, h('tr', {}, ...heads.map((text, index) => h(tag('th', index), { scope: 'col' }, text)))),
    h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map(drawCell)))),
  );

  function drawCell(content, index) {
    return headed && index === 0 ? h('th', { scope: 'row' }, content) : h(tag('td', index), {}, content);
  }
}

/** A figure that is red when it says that something failed. */
export const failed = (amount, text) => (amount > 0 ? h('span.bad-text', {}, text) : text);
