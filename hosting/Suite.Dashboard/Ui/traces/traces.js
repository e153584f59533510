import { link, query, go } from '../lib/address.js';
import { colour } from '../lib/colour.js';
import { h } from '../lib/dom.js';
import { counted, milliseconds, moment } from '../lib/format.js';
import { ask } from '../lib/telemetry.js';
import { checkbox, choice, mainSearch, numberField, resourceChoice } from '../shell/filters.js';
import { pagedList } from '../shell/pager.js';
import { telemetryPage } from '../shell/telemetry-page.js';
import { whereChips, wheres } from '../shell/where.js';
import { scatter } from './scatter.js';

const FILTERS = ['text', 'minMs', 'maxMs', 'errors', 'where', 'resource'];

/** The traces of a time: each a dot by time and duration, and a row. */
export default function tracesView(root, { signal }) {
  const openTrace = (traceId) => go(link(`traces/${traceId}`));
  const dots = scatter(openTrace);
  let longest = 1;
  const list = pagedList('traces', {
    signal,
    own: () => own(),
    fail: (problem) => page.fail(problem),
    rowHeight: 34,
    label: 'Traces',
    open: (trace) => openTrace(trace.traceId),
    draw: (trace) => drawTrace(trace, longest),
  });
  const own = () => {
    const address = query();
    return {
      text: address.get('text'),
      minMs: address.get('minMs'),
      maxMs: address.get('maxMs'),
      errors: address.get('errors'),
      where: wheres(),
      sort: address.get('sort'),
    };
  };
  const page = telemetryPage(root, {
    title: 'Traces',
    kind: 'spans',
    kinds: 'traces',
    signal,
    own,
    filters: [
      mainSearch('text', 'Name or text', signal),
      resourceChoice(signal),
      numberField('minMs', 'from ms', signal),
      numberField('maxMs', 'to ms', signal),
      checkbox('errors', 'Errors only', signal),
      whereChips(async () => (await ask('traces/fields', {}, signal)).items, signal),
      choice(
        'sort',
        'Order',
        [
          ['', 'Newest first'],
          ['duration', 'Longest first'],
        ],
        signal,
      ),
    ],
    content: [dots.element, list.element],
    load: (cancel) => ask('traces', own(), cancel),
    draw(answer) {
      longest = Math.max(1e-3, ...answer.items.map((trace) => trace.durationMs));
      page.setSummary(counted(answer.total, 'trace'));
      dots.draw(answer.scatter);
      list.begin(answer);
    },
    isEmpty: (answer) => answer.items.length === 0,
    empty: () =>
      FILTERS.some((name) => query().has(name))
        ? 'No trace of this time matches the filters.'
        : 'No trace began during this time.',
    holds: list.isRead,
    release: list.rewind,
  });
}

function drawTrace(trace, longest) {
  return h(
    `div.row.trace-row${trace.errors > 0 ? '.error' : ''}`,
    {},
    h('time', { datetime: trace.startedAt }, moment(trace.startedAt)),
    h(
      'span.name',
      { style: { '--tone': colour(trace.resource) } },
      h('b', {}, trace.resource),
      ' ',
      trace.name,
      trace.incomplete && h('em', { title: 'Its first span has not come in' }, ' incomplete'),
    ),
    h(
      'span.parts',
      {},
      ...trace.resources.map((part) =>
        h(
          'span.part',
          { style: { '--tone': colour(part.name) }, title: `${part.name}: ${counted(part.spans, 'span')}` },
          part.name,
          h('small', {}, String(part.spans)),
        ),
      ),
    ),
    h('span.errors', {}, trace.errors > 0 && counted(trace.errors, 'error')),
    h(
      'span.took',
      {},
      h('i', { style: { width: `${Math.max(0.5, (trace.durationMs / longest) * 100)}%` } }),
      h('span', {}, milliseconds(trace.durationMs)),
    ),
  );
}
