import { h, s } from '../lib/dom.js';
import { layered } from './layout.js';

const WIDTH = 190;
const HEIGHT = 66;
const MARGIN = 16;
const LEAST_SCALE = 0.6;
const LABEL = { width: 92, height: 15 };

/**
 * A graph that can be looked at and walked through: Tab or an arrow goes from node to node, Enter opens one.
 *
 * Nodes: `{id, title, lines, tone, icon}`; edges: `{from, to, tone, dashed, width, label, title}`.
 */
export function graphView({ label, open, selected = () => null }) {
  const svg = s('svg.graph', { role: 'group', 'aria-label': label, onkeydown: onKey });
  const element = h('div.graph-scroll', {}, svg);
  let layout = null;
  let version = '';

  function draw(nodes, edges) {
    const next = JSON.stringify([nodes, edges, selected()]);
    if (next === version) return;
    version = next;
    const focused = svg.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    layout = layered(
      nodes.map((node) => node.id),
      edges,
      { width: WIDTH, height: HEIGHT, gapX: 100 },
    );
    const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN];
    svg.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width} ${height}`);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    // It shrinks with the page as long as it can be read, and is scrolled from then on.
    svg.style.setProperty('min-width', `${width * LEAST_SCALE}px`);
    svg.replaceChildren(
      s('defs', {}, arrow()),
      ...edges.filter((edge) => layout.paths.has(edge)).map(drawEdge),
      ...nodes.map(drawNode),
      ...labels(edges),
    );
    if (focused) svg.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  function drawEdge(edge) {
    const path = pathOf(edge);
    const near = isNear(edge);
    return s(
      `g.edge.${edge.tone ?? 'idle'}${near ? '.near' : ''}`,
      {},
      edge.title && s('title', {}, edge.title),
      s('path.hit', { d: path.d }),
      s('path', {
        d: path.d,
        'marker-end': 'url(#arrow)',
        'stroke-dasharray': edge.dashed && '4 4',
        style: { 'stroke-width': edge.width ?? 1.5 },
      }),
    );
  }

  const pathOf = (edge) => curve(layout.at.get(edge.from), layout.at.get(edge.to), layout.paths.get(edge));

  const isNear = (edge) => selected() !== null && (edge.from === selected() || edge.to === selected());

  /** What stands at the edges, pushed apart where it would overlap. */
  function labels(edges) {
    const placed = [];
    return edges
      .filter((edge) => edge.label && layout.paths.has(edge))
      .map((edge) => {
        const spot = pathOf(edge);
        while (placed.some((other) => Math.abs(other.x - spot.x) < LABEL.width && Math.abs(other.y - spot.y) < LABEL.height))
          spot.y += LABEL.height;
        placed.push(spot);
        return s(`text.edge-label${isNear(edge) ? '.near' : ''}`, { x: spot.x, y: spot.y, 'text-anchor': 'middle' }, edge.label);
      });
  }

  function drawNode(node) {
    const { x, y } = layout.at.get(node.id);
    return s(
      `g.node.${node.tone ?? 'idle'}`,
      {
        transform: `translate(${x - WIDTH / 2} ${y - HEIGHT / 2})`,
        tabindex: 0,
        role: 'button',
        dataset: { id: node.id },
        'aria-label': [node.title, ...node.lines].join(', '),
        'aria-pressed': String(node.id === selected()),
        onclick: () => open(node.id),
      },
      s('title', {}, [node.title, ...node.lines].join('\n')),
      s('rect', { width: WIDTH, height: HEIGHT, rx: 10 }),
      node.icon ? s('path.icon', { d: node.icon, transform: 'translate(12 13)' }) : s('circle', { cx: 18, cy: 20, r: 5 }),
      s('text.title', { x: 32, y: 25 }, cut(node.title, 20)),
      ...node.lines.slice(0, 2).map((line, index) => s('text.line', { x: 14, y: 43 + index * 14 }, cut(line, 30))),
    );
  }

  function onKey(event) {
    const here = event.target.closest('[data-id]');
    if (!here || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return open(here.dataset.id);
    }
    const next = neighbour(layout.at, here.dataset.id, event.key);
    if (!next) return;
    event.preventDefault();
    svg.querySelector(`[data-id="${CSS.escape(next)}"]`).focus();
  }

  return { element, draw };
}

function arrow() {
  const size = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse' };
  return s('marker', { id: 'arrow', orient: 'auto-start-reverse', ...size }, s('path.arrow', { d: 'M0 .5 8 4 0 7.5z' }));
}

/** A smooth line from one node to another through the places that it passes. */
function curve(from, to, passages) {
  const side = Math.sign(to.layer - from.layer) || 1;
  const begin = { x: from.x + (side * WIDTH) / 2, y: from.y };
  const end = { x: to.x - (side * WIDTH) / 2, y: to.y };
  let d = `M${begin.x} ${begin.y}`;
  let last = begin;
  const bendTo = (x, y) => {
    const middle = (last.x + x) / 2;
    d += `C${middle} ${last.y} ${middle} ${y} ${x} ${y}`;
    last = { x, y };
  };
  for (const { x, y } of passages) {
    bendTo(x - (side * WIDTH) / 2, y);
    last = { x: x + (side * WIDTH) / 2, y };
    d += `H${last.x}`;
  }
  const label = { x: (last.x + end.x) / 2, y: (last.y + end.y) / 2 - 5 };
  bendTo(end.x, end.y);
  return { d, x: label.x, y: label.y };
}

/** The nearest node in the direction of an arrow key. */
function neighbour(at, id, key) {
  const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (!direction) return null;
  const here = at.get(id);
  let best = null;
  for (const [other, there] of at) {
    if (other.startsWith('passage ')) continue;
    const along = (there.x - here.x) * direction[0] + (there.y - here.y) * direction[1];
    const across = Math.abs((there.x - here.x) * direction[1]) + Math.abs((there.y - here.y) * direction[0]);
    const cost = along + 2 * across;
    if (other !== id && along > 1 && (!best || cost < best.cost)) best = { other, cost };
  }
  return best?.other ?? null;
}

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
