import { h } from './dom.js';

/**
 * Lets somebody drag over a chart to look closer. `choose(from, to)` gets two parts of the width, 0 to 1; a plain click
 * goes to `click(at)`.
 */
export function brush(element, { choose, click }) {
  const mark = h('div.brush', { hidden: true });
  element.append(mark);
  let begun = null;

  const part = (event) => {
    const box = element.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target.closest('a, button')) return;
    begun = part(event);
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (begun === null) return;
    const [from, to] = [begun, part(event)].sort((a, b) => a - b);
    mark.hidden = to - from < 0.005;
    mark.style.setProperty('left', `${from * 100}%`);
    mark.style.setProperty('width', `${(to - from) * 100}%`);
  });
  element.addEventListener('pointerup', (event) => {
    if (begun === null) return;
    const [from, to] = [begun, part(event)].sort((a, b) => a - b);
    begun = null;
    mark.hidden = true;
    if (to - from >= 0.005) choose(from, to);
    else click?.(to, event);
  });
  element.addEventListener('pointercancel', () => ((begun = null), (mark.hidden = true)));
}
