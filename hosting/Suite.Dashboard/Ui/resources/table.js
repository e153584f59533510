import { h, patch, seconds } from './dom.js';
import { commandButtons } from './commands.js';
import { drawDetails } from './details.js';
import { endpointLinks, nameOf, readyAfter, stateSign, tone, why } from './resource.js';
import { state, subscribe } from './store.js';

/** The table of resources, with one of them opened beside it. */
export function resourcesView(root) {
  const summary = h('p.summary', { role: 'status' });
  const filter = h('input', { type: 'search', placeholder: 'Filter (press /)', 'aria-label': 'Filter resources', oninput: draw });
  const body = h('tbody');
  const table = h('table.resources', {},
    h('thead', {}, h('tr', {}, ...['Name', 'State', 'Endpoints', 'Start', 'Actions'].map((text) => h('th', { scope: 'col' }, text)))), body);
  const empty = h('div.empty', { hidden: true });
  const details = h('aside.details', { hidden: true, 'aria-label': 'Details' });
  root.append(h('div.toolbar', {}, h('h1', {}, 'Resources'), summary, filter), h('div.split', {}, h('div.scroll', {}, table, empty), details));

  document.addEventListener('keydown', onKey);
  window.addEventListener('popstate', draw);
  subscribe(draw);

  function draw() {
    const all = state.resources;
    const shown = nested(all.filter((resource) => matches(resource, filter.value)));
    summary.textContent = summarize(all);
    patch(body, shown, {
      key: ({ resource }) => resource.name,
      version: ({ resource, depth }) => JSON.stringify([resource, depth, resource.name === selected()]),
      draw: drawRow,
    });
    table.hidden = shown.length === 0;
    empty.hidden = shown.length > 0;
    empty.replaceChildren(emptyText(all));
    drawDetails(details, state.get(selected()), () => select(null));
  }

  function drawRow({ resource, depth }) {
    const reason = why(resource);
    const ready = readyAfter(resource);
    return h('tr', {
      tabindex: 0, 'aria-selected': String(resource.name === selected()),
      onclick: (event) => event.target.closest('a,button') || select(resource.name),
      onkeydown: (event) => event.key === 'Enter' && event.target === event.currentTarget && select(resource.name),
    },
      h('th', { scope: 'row' }, h('div.name', { style: { '--depth': depth } }, nameOf(resource),
        resource.replicas > 1 && h('span.count', { title: `${resource.replicas} replicas` }, `×${resource.replicas}`)),
        h('div.type', { style: { '--depth': depth } }, resource.type)),
      h('td', {}, stateSign(resource), reason && h(`div.reason.${tone(resource)}`, { title: reason }, reason)),
      h('td.endpoints', {}, ...endpointLinks(resource)),
      h('td.number', {}, resource.startOrder ? h('span.order', {}, `#${resource.startOrder}`) : '', ready === undefined ? '' : seconds(ready)),
      h('td.actions', {}, h('a.button', { href: `console?resource=${encodeURIComponent(resource.name)}`, dataset: { focus: 'logs' } }, 'Logs'),
        ...commandButtons(resource, { compact: true })));
  }

  function onKey(event) {
    const typing = event.target.matches('input, select, textarea');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      filter.focus();
    } else if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
      if (typing && filter.value) return;
      select(null);
    } else if (!typing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const rows = [...body.children];
      const at = rows.indexOf(document.activeElement.closest('tr'));
      const next = rows[at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  }

  function select(name) {
    if (name === selected()) return;
    const url = new URL(location.href);
    if (name) url.searchParams.set('resource', name);
    else url.searchParams.delete('resource');
    history.pushState(null, '', url);
    draw();
  }
}

const selected = () => new URLSearchParams(location.search).get('resource');

const matches = (resource, text) =>
  text.trim().toLowerCase().split(/\s+/).every((word) =>
    `${nameOf(resource)} ${resource.type} ${resource.state} ${resource.health ?? ''}`.toLowerCase().includes(word));

/** Children right below their parents. */
function nested(resources) {
  const names = new Set(resources.map((resource) => resource.name));
  const below = (parent, depth) => resources
    .filter((resource) => (names.has(resource.parent) ? resource.parent : null) === parent)
    .flatMap((resource) => [{ resource, depth }, ...below(resource.name, depth + 1)]);
  return below(null, 0);
}

function summarize(all) {
  const resources = all.filter((resource) => resource.type !== 'Parameter');
  if (resources.length === 0) return '';
  const count = (test) => resources.filter(test).length;
  const bad = count((resource) => tone(resource) === 'bad');
  const busy = count((resource) => tone(resource) === 'busy');
  return [
    `${count((resource) => tone(resource) === 'good')} of ${resources.length} running`,
    busy > 0 && `${busy} on the way`,
    bad > 0 && `${bad} in trouble`,
  ].filter(Boolean).join(' · ');
}

function emptyText(all) {
  if (all.length > 0) return 'No resource matches the filter.';
  return state.connection === 'live' ? 'The engine has no resources.' : 'Nothing is known yet: the engine does not answer.';
}
