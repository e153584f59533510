import { h, patch } from '../lib/dom.js';
import { seconds } from '../lib/format.js';
import { commandButtons } from './commands.js';
import { endpointLinks, nameOf, readyAfter, stateSign, tone, why } from './resource.js';

/** One row a resource, children below their parents. */
export function resourceTable({ select, selected }) {
  const body = h('tbody');
  const element = h(
    'table.resources',
    {},
    h(
      'thead',
      {},
      h('tr', {}, ...['Name', 'State', 'Endpoints', 'Start', 'Actions'].map((text) => h('th', { scope: 'col' }, text))),
    ),
    body,
  );

  function draw(resources) {
    patch(body, nested(resources), {
      key: ({ resource }) => resource.name,
      version: ({ resource, depth }) => JSON.stringify([resource, depth, resource.name === selected()]),
      draw: drawRow,
    });
  }

  function drawRow({ resource, depth }) {
    const reason = why(resource);
    const ready = readyAfter(resource);
    return h(
      'tr',
      {
        tabindex: 0,
        'aria-selected': String(resource.name === selected()),
        onclick: (event) => event.target.closest('a,button') || select(resource.name),
        onkeydown: (event) => event.key === 'Enter' && event.target === event.currentTarget && select(resource.name),
      },
      h(
        'th',
        { scope: 'row' },
        h(
          'div.name',
          { style: { '--depth': depth } },
          nameOf(resource),
          resource.replicas > 1 && h('span.count', { title: `${resource.replicas} replicas` }, `×${resource.replicas}`),
        ),
        h('div.type', { style: { '--depth': depth } }, resource.type),
      ),
      h('td', {}, stateSign(resource), reason && h(`div.reason.${tone(resource)}`, { title: reason }, reason)),
      h('td.endpoints', {}, ...endpointLinks(resource)),
      h(
        'td.number',
        {},
        resource.startOrder ? h('span.order', {}, `#${resource.startOrder}`) : '',
        ready === undefined ? '' : seconds(ready),
      ),
      h(
        'td.actions',
        {},
        h('a.button', { href: `console?resource=${encodeURIComponent(resource.name)}`, dataset: { focus: 'logs' } }, 'Console'),
        ...commandButtons(resource, { compact: true }),
      ),
    );
  }

  /** Moves the focus by a row; false at either end. */
  function move(step) {
    const rows = [...body.children];
    const at = rows.indexOf(document.activeElement.closest('tr'));
    const next = rows[at < 0 ? 0 : at + step];
    next?.focus();
    return Boolean(next);
  }

  return { element, draw, move };
}

/** Children right below their parents. */
function nested(resources) {
  const names = new Set(resources.map((resource) => resource.name));
  const below = (parent, depth) =>
    resources
      .filter((resource) => (names.has(resource.parent) ? resource.parent : null) === parent)
      .flatMap((resource) => [{ resource, depth }, ...below(resource.name, depth + 1)]);
  return below(null, 0);
}
