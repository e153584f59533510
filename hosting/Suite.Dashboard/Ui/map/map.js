import { change, link, query } from '../lib/address.js';
import { detailsHead, factList, section } from '../lib/details.js';
import { h } from '../lib/dom.js';
import { count, counted, milliseconds, number } from '../lib/format.js';
import { bounds } from '../lib/range.js';
import { failed, plainTable } from '../lib/table.js';
import { ask } from '../lib/telemetry.js';
import { graphView } from '../graph/graph.js';
import { resourceChoice } from '../shell/filters.js';
import { escapeCloses } from '../shell/keys.js';
import { telemetryPage } from '../shell/telemetry-page.js';

/** From a twentieth of failures on, a service is in trouble; below, it is worth a look. */
const TROUBLE = 0.05;

const LEGEND =
  'An arrow leads from the caller to the called; thicker means more calls, red many failures. ' +
  'The time is what 95 of 100 calls were faster than.';

const ICONS = {
  database: 'M0 2.5C0 1 12 1 12 2.5v9C12 13 0 13 0 11.5zM0 2.5C0 4 12 4 12 2.5M0 7c0 1.5 12 1.5 12 0',
  cache: 'M7 0 1 8h4l-1 6 7-9H7z',
  model: 'M6 1v12M0 4l6-3 6 3v6l-6 3-6-3zM0 4l6 3 6-3',
  messaging: 'M0 2h12v9H0zM0 2l6 5 6-5',
  external: 'M1 6a5 5 0 0 1 10 0A5 5 0 0 1 1 6M1 6h10M6 1c-3 3-3 7 0 10M6 1c3 3 3 7 0 10',
};

/** Who called whom: nodes and edges with their rates, failures and 95th percentiles. */
export default function mapView(root, { signal }) {
  const graph = graphView({
    label: 'Services and their calls',
    open: (name) => change({ node: query().get('node') === name ? null : name }),
    selected: () => query().get('node'),
  });
  const details = h('aside.details', { hidden: true, 'aria-label': 'Service' });
  const page = telemetryPage(root, {
    title: 'Service map',
    kind: 'spans',
    kinds: 'traces',
    signal,
    filters: [resourceChoice(signal)],
    content: [h('div.split', {}, h('div.scroll.graph-page', {}, graph.element, h('p.legend', {}, LEGEND)), details)],
    load: (cancel) => ask('map', {}, cancel),
    draw(map) {
      const calls = map.edges.reduce((sum, edge) => sum + edge.requests, 0);
      page.setSummary(`${counted(map.nodes.length, 'service')}, ${counted(calls, 'call')}`);
      redraw(map);
    },
    redraw,
    isEmpty: (map) => map.nodes.length === 0,
    empty: () => 'No service was called during this time.',
  });
  escapeCloses('node', signal);

  function redraw(map) {
    const most = Math.max(1, ...map.edges.map((edge) => edge.requests));
    graph.draw(
      map.nodes.map((node) => ({
        id: node.name,
        title: node.name,
        icon: ICONS[node.kind],
        tone: toneOf(node),
        lines: [rate(node), figures(node)],
      })),
      map.edges.map((edge) => ({
        from: edge.from,
        to: edge.to,
        tone: toneOf(edge) === 'bad' ? 'bad' : 'idle',
        width: 1.2 + 1.8 * Math.sqrt(edge.requests / most),
        label: edge.errors > 0 ? `${milliseconds(edge.p95Ms)} · ${count(edge.errors)} ✕` : milliseconds(edge.p95Ms),
        title: `${edge.from} → ${edge.to}\n${rate(edge)}\n${figures(edge)}`,
      })),
    );
    drawDetails(map);
  }

  function drawDetails(map) {
    const node = map.nodes.find((candidate) => candidate.name === query().get('node'));
    details.hidden = !node;
    if (!node) return;
    const called = map.edges.filter((edge) => edge.from === node.name);
    const callers = map.edges.filter((edge) => edge.to === node.name);
    details.replaceChildren(
      ...[
        detailsHead(node.name, () => change({ node: null })),
        node.kind === 'service' &&
          h(
            'div.actions',
            {},
            ...[
              ['traces', 'Traces'],
              ['logs', 'Logs'],
              ['metrics', 'Metrics'],
            ].map(([view, text]) => h('a.button', { href: link(view, { resource: node.name }) }, text)),
          ),
        factList([
          ['Kind', node.kind],
          ['Calls', `${count(node.requests)}, ${rate(node)}`],
          ['Failed', failures(node)],
          ['p95', milliseconds(node.p95Ms)],
        ]),
        ...edgeTable('Called by', callers, 'from'),
        ...edgeTable('Calls', called, 'to'),
      ].filter(Boolean),
    );
  }
}

function edgeTable(title, edges, end) {
  if (edges.length === 0) return [];
  const rows = edges.map((edge) => [
    edge[end],
    count(edge.requests),
    failed(edge.errors, count(edge.errors)),
    milliseconds(edge.p95Ms),
  ]);
  return section(title, [plainTable(['Service', 'Calls', 'Failed', 'p95'], 1, rows)]);
}

function toneOf({ requests, errors }) {
  if (errors > 0 && errors >= TROUBLE * requests) return 'bad';
  return errors > 0 ? 'warn' : 'good';
}

function rate({ requests }) {
  const range = bounds(query());
  if (!range) return counted(requests, 'call');
  const perSecond = requests / ((range[1] - range[0]) / 1000);
  return perSecond >= 0.1 ? `${number(perSecond)} calls/s` : `${number(perSecond * 60)} calls/min`;
}

const failures = ({ requests, errors }) =>
  errors === 0 ? 'none' : `${count(errors)} (${number((errors / Math.max(1, requests)) * 100)} %)`;

const figures = (one) => `p95 ${milliseconds(one.p95Ms)}${one.errors > 0 ? `, ${count(one.errors)} failed` : ''}`;
