import { h } from '../lib/dom.js';

/** A button with a panel below it, which closes on Escape and on a click elsewhere. `draw` fills the panel when it opens. */
export function menu({ label, title, draw, signal }) {
  const text = h('span', {}, label);
  const panel = h('div.panel', { hidden: true });
  const button = h(
    'button',
    { type: 'button', title, 'aria-haspopup': 'true', 'aria-expanded': 'false', onclick: () => toggle(panel.hidden) },
    text,
  );
  const element = h('div.menu', { onkeydown: onKey, onfocusout: onFocusOut }, button, panel);

  function toggle(open) {
    if (open) panel.replaceChildren(...[draw(close)].flat());
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) (panel.querySelector('[aria-current]') ?? panel.querySelector('button, input, a'))?.focus();
  }

  function close() {
    if (panel.hidden) return;
    toggle(false);
    button.focus();
  }

  function onKey(event) {
    if (panel.hidden) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [...panel.querySelectorAll('button, a')];
      const next = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
      stops.at(next % stops.length)?.focus();
    }
  }

  // A click on what cannot have the focus leaves relatedTarget empty, inside as well as outside.
  function onFocusOut(event) {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) toggle(false);
  }

  document.addEventListener('pointerdown', (event) => !panel.hidden && !element.contains(event.target) && toggle(false), {
    signal,
  });

  return { element, setText: (value) => (text.textContent = value) };
}
