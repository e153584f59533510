import { brush } from '../lib/brush.js';
import { colour } from '../lib/colour.js';
import { h, s } from '../lib/dom.js';

/** The whole trace in small. Dragging over it looks closer; a click goes back to the whole. */
export function minimap(choose) {
  const svg = s('svg', { preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const window = h('div.window', { hidden: true });
  const element = h('div.minimap', { title: 'Drag to look closer, click for the whole' }, svg, window);
  let total = 1;
  brush(element, { choose: (from, to) => choose(from * total, to * total), click: () => choose(null) });

  return {
    element,
    draw(rows, durationUs) {
      total = Math.max(1, durationUs);
      svg.setAttribute('viewBox', `0 0 1000 ${rows.length}`);
      // One path a resource: a thousand elements would cost more than the rest of the page.
      const lines = new Map();
      rows.forEach(({ span, failed }, index) => {
        const tone = failed ? 'var(--bad)' : colour(span.resource);
        const x = (span.startUs / total) * 1000;
        const width = Math.max(1.5, (span.durationUs / total) * 1000);
        lines.set(tone, `${lines.get(tone) ?? ''}M${x.toFixed(1)} ${index + 0.5}h${width.toFixed(1)}`);
      });
      svg.replaceChildren(...[...lines].map(([tone, d]) => s('path', { d, style: { stroke: tone } })));
    },
    /** Marks the part that is looked at, 0 to 1; null for the whole. */
    mark(from, to) {
      window.hidden = from === null;
      if (from === null) return;
      window.style.setProperty('left', `${from * 100}%`);
      window.style.setProperty('width', `${(to - from) * 100}%`);
    },
  };
}
