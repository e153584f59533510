import { h } from './dom.js';

const SPARE = 8;

/**
 * A list of rows of one height, of which only those in sight exist. One tab stop: arrows move the active row, Enter opens it.
 *
 * `draw(item, index)` makes a row; `open(item)` is called by a click or Enter; `nearEnd()` when the last rows come into
 * sight; `moved(item)` when a key made another row active; `key(event, item)` sees every key first and answers true when
 * it took it.
 */
export function virtualList({ rowHeight, label, role = 'listbox', draw, open, moved, nearEnd, key, opened = () => false }) {
  const space = h('div.space');
  const list = h(
    'div.rows',
    { role, tabindex: 0, 'aria-label': label, onscroll: schedule, onkeydown: onKey, onclick: onClick },
    space,
  );
  list.style.setProperty('--row', `${rowHeight}px`);
  const id = `rows-${Math.random().toString(36).slice(2)}`;
  let items = [];
  let active = -1;
  let drawn = new Map();
  let waiting = false;

  new ResizeObserver(schedule).observe(list);

  function schedule() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (list.isConnected) render();
    });
  }

  function render() {
    const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - SPARE);
    const last = Math.min(items.length, Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + SPARE);
    space.style.setProperty('height', `${items.length * rowHeight}px`);
    const next = new Map();
    for (let index = first; index < last; index++) next.set(index, drawn.get(index) ?? row(index));
    for (const [index, element] of drawn) if (!next.has(index)) element.remove();
    drawn = next;
    for (const [index, element] of drawn) {
      if (!element.isConnected) space.append(element);
      element.classList.toggle('active', index === active);
      if (role === 'listbox') element.setAttribute('aria-selected', String(opened(items[index])));
      else element.classList.toggle('opened', opened(items[index]));
    }
    if (active >= 0) list.setAttribute('aria-activedescendant', `${id}-${active}`);
    else list.removeAttribute('aria-activedescendant');
    if (nearEnd && items.length > 0 && last >= items.length - SPARE) nearEnd();
  }

  function row(index) {
    const element = draw(items[index], index);
    element.id = `${id}-${index}`;
    element.dataset.index = index;
    if (role === 'listbox') element.setAttribute('role', 'option');
    element.setAttribute('aria-posinset', index + 1);
    element.setAttribute('aria-setsize', items.length);
    element.style.setProperty('top', `${index * rowHeight}px`);
    return element;
  }

  function onClick(event) {
    const element = event.target.closest('[data-index]');
    if (!element || event.target.closest('a, button')) return;
    active = Number(element.dataset.index);
    open?.(items[active], event);
    schedule();
  }

  function onKey(event) {
    if (key?.(event, items[active], active)) return event.preventDefault();
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.ctrlKey || event.metaKey || event.altKey || items.length === 0) return;
    if (event.key in moves) {
      event.preventDefault();
      activate(Math.min(items.length - 1, Math.max(0, active + moves[event.key])));
      moved?.(items[active]);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      open?.(items[active], event);
      schedule();
    }
  }

  function activate(index) {
    active = index;
    reveal(index);
    schedule();
  }

  function reveal(index) {
    const top = index * rowHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
  }

  return {
    element: list,
    get items() {
      return items;
    },
    get active() {
      return active;
    },
    /** Shows other items; rows in sight are drawn at once, so that nothing flickers. */
    show(next, { keepActive = false } = {}) {
      items = next;
      if (!keepActive || active >= items.length) active = -1;
      for (const element of drawn.values()) element.remove();
      drawn = new Map();
      if (list.isConnected) render();
    },
    /** Marks what is opened or active anew. */
    refresh: schedule,
    activate,
    focus: () => list.focus({ preventScroll: true }),
  };
}
