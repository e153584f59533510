/** Makes an element: h('a.button', { href, onclick }, 'text', child, null). Nothing is ever parsed as HTML. */
export function h(selector, props, ...children) {
  const [tag, ...classes] = selector.split('.');
  return fill(document.createElement(tag), classes, props, children);
}

/** The same for SVG: s('rect.bar', { x, y, width, height }). */
export function s(selector, props, ...children) {
  const [tag, ...classes] = selector.split('.');
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), classes, props, children);
}

// Style goes through the object model: the content security policy allows no style attributes.
function fill(element, classes, props, children) {
  if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(props ?? {})) {
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
  return part ? (child.querySelector(`[data-focus="${CSS.escape(part)}"]`) ?? child) : child;
}

/** Calls `run` when nothing has happened for `ms`; what was typed in between is one question. */
export function debounced(run, ms = 250) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), ms);
  };
}

export const isTyping = (event) => event.target instanceof Element && event.target.matches('input, select, textarea');
