/** Makes an element: h('a.button', { href, onclick }, 'text', child, null). Nothing is ever parsed as HTML. */
export function h(selector, props = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Makes the children of `parent` follow `items`. A child is drawn anew only when its `version` changed, and the focus
 * stays on what has the same data-focus, so that a keyboard user is not thrown out by every update.
 */
export function patch(parent, items, { key, version, draw }) {
  const focused = parent.contains(document.activeElement) ? focusKey(document.activeElement) : null;
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const known = old.get(key(item));
    if (known?.dataset.version === version(item)) return known;
    const drawn = draw(item);
    drawn.dataset.key = key(item);
    drawn.dataset.version = version(item);
    return drawn;
  });
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  if (focused && !parent.contains(document.activeElement)) findFocus(parent, focused)?.focus({ preventScroll: true });
}

function focusKey(element) {
  return { row: element.closest('[data-key]')?.dataset.key, part: element.dataset.focus };
}

function findFocus(parent, { row, part }) {
  const child = [...parent.children].find((candidate) => candidate.dataset.key === row);
  if (!child) return null;
  return part ? child.querySelector(`[data-focus="${CSS.escape(part)}"]`) ?? child : child;
}

/** 0.84 → "0.84 s", 75 → "1 min 15 s". */
export function seconds(value) {
  if (value < 10) return `${value.toFixed(2)} s`;
  if (value < 60) return `${value.toFixed(1)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

export function clockTime(iso) {
  return iso ? new Date(iso).toLocaleTimeString([], { hour12: false }) : '';
}

/** A line without the colours that it was meant to have on a terminal. */
export function plain(line) {
  return line.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');
}
