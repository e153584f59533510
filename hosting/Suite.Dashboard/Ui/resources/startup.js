import { h, patch } from '../lib/dom.js';
import { seconds } from '../lib/format.js';
import { criticalPath, spans } from './timeline.js';
import { isOver, nameOf, stateText } from './resource.js';
import { state, subscribe } from './store.js';

/** What the start-up spent its time on, one bar a resource. */
export default function startupView(root, { signal }) {
  const summary = h('p.summary', { role: 'status' });
  const chart = h('div.chart', { role: 'list' });
  const axis = h('div.axis', { 'aria-hidden': 'true' });
  const empty = h('div.empty', { hidden: true }, 'Nothing has been started yet.');
  root.append(
    h('div.toolbar', {}, h('h1', {}, 'Start-up'), summary),
    h('p.legend', {}, h('i.wait'), 'waits', h('i.start'), 'starts', h('i.critical'), 'on the critical path'),
    h('div.timeline', {}, axis, chart),
    empty,
  );

  subscribe(() => {
    const all = spans(state.resources);
    const path = criticalPath(all);
    const total = Math.max(...all.map((span) => span.end), 0.001);
    empty.hidden = all.length > 0;
    axis.replaceChildren(...ticks(total).map((at) => h('span', { style: { left: `${(at / total) * 100}%` } }, seconds(at))));
    summary.textContent =
      path.length === 0 ? '' : `${seconds(total)} in all, through ${path.map((span) => nameOf(span.resource)).join(' → ')}`;
    patch(chart, all, {
      key: (span) => span.resource.name,
      version: (span) => JSON.stringify([span, total, path.includes(span)]),
      draw: (span) => drawBar(span, total, path.includes(span)),
    });
  }, signal);
}

function drawBar({ resource, created, started, end, ready }, total, critical) {
  const percent = (value) => `${(value / total) * 100}%`;
  // Still starting: the bar fades out towards now, whenever that is.
  const open = !ready && !isOver(resource);
  const own = ready ? `${seconds(end - started)}` : stateText(resource);
  return h(
    `a.bar-row${critical ? '.critical' : ''}`,
    {
      role: 'listitem',
      href: `./?resource=${encodeURIComponent(resource.name)}`,
      title: `waited ${seconds(started - created)}, then ${ready ? `took ${own}` : own}`,
    },
    h('span.label', {}, nameOf(resource)),
    h(
      'span.track',
      {},
      h('span.wait', { style: { left: percent(created), width: percent(started - created) } }),
      h(`span.start${open ? '.open' : ''}`, {
        style: { left: percent(started), width: percent((open ? total : end) - started) },
      }),
    ),
    h('span.own', {}, own),
  );
}

function ticks(total) {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300].find((candidate) => total / candidate <= 8) ?? 600;
  return Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
}
