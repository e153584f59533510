import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { escapeCloses, searchKey, shortcut } from '../shell/keys.js';
import { drawDetails } from './details.js';
import { resourceGraph } from './graph.js';
import { nameOf, tone } from './resource.js';
import { state, subscribe } from './store.js';
import { resourceTable } from './table.js';

/** The resources as a table or as a graph, with one of them opened beside it. */
export default function resourcesView(root, { signal }) {
  const summary = h('p.summary', { role: 'status' });
  const filter = h('input', { type: 'search', placeholder: 'Filter  ( / )', 'aria-label': 'Filter resources', oninput: draw });
  const shapes = ['table', 'graph'].map((shape) =>
    h(
      'button',
      { type: 'button', onclick: () => change({ view: shape === 'table' ? null : shape }) },
      shape === 'table' ? 'Table' : 'Graph',
    ),
  );
  const connection = h('span.connection', { role: 'status' });
  const table = resourceTable({ select, selected });
  const graph = resourceGraph({ select, selected });
  const empty = h('div.empty', { hidden: true });
  const details = h('aside.details', { hidden: true, 'aria-label': 'Details' });
  root.append(
    h(
      'div.toolbar',
      {},
      h('h1', {}, 'Resources'),
      summary,
      connection,
      h('div.segments', { role: 'group', 'aria-label': 'View' }, ...shapes),
      filter,
    ),
    h('div.split', {}, h('div.scroll', {}, table.element, graph.element, empty), details),
  );

  searchKey(filter, signal);
  shortcut('v', 'Table or graph', () => change({ view: shape() === 'graph' ? null : 'graph' }), signal);
  escapeCloses('resource', signal);
  document.addEventListener('keydown', onKey, { signal });
  onAddress(draw, signal);
  subscribe(draw, signal);

  function draw() {
    const all = state.resources;
    const shown = all.filter((resource) => matches(resource, filter.value));
    const asGraph = shape() === 'graph';
    shapes.forEach((button, index) => button.setAttribute('aria-pressed', String((index === 1) === asGraph)));
    summary.textContent = summarize(all);
    drawConnection(connection);
    table.element.hidden = asGraph || shown.length === 0;
    graph.element.hidden = !asGraph || shown.length === 0;
    if (asGraph) graph.draw(shown);
    else table.draw(shown);
    empty.hidden = shown.length > 0;
    empty.textContent = emptyText(all);
    drawDetails(details, state.get(selected()), () => select(null));
  }

  function onKey(event) {
    const typing = event.target.matches('input, select, textarea');
    if (
      !typing &&
      shape() === 'table' &&
      (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
      table.move(event.key === 'ArrowDown' ? 1 : -1)
    )
      event.preventDefault();
  }
}

const shape = () => (query().get('view') === 'graph' ? 'graph' : 'table');

const selected = () => query().get('resource');

const select = (name) => name !== selected() && change({ resource: name });

const CONNECTIONS = {
  live: 'Live',
  'engine-away': 'The engine does not answer; this is what was last known',
  'server-away': 'The dashboard does not answer; trying again',
};

/** Whether what is shown is still true. */
export function drawConnection(element) {
  element.dataset.state = state.connection;
  element.textContent = CONNECTIONS[state.connection];
}

const matches = (resource, text) =>
  text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) =>
      `${nameOf(resource)} ${resource.type} ${resource.state} ${resource.health ?? ''}`.toLowerCase().includes(word),
    );

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
  ]
    .filter(Boolean)
    .join(' · ');
}

function emptyText(all) {
  if (all.length > 0) return 'No resource matches the filter.';
  return state.connection === 'live' ? 'The engine has no resources.' : 'Nothing is known yet: the engine does not answer.';
}
