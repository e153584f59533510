import { change, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { count, counted, milliseconds, moment } from '../lib/format.js';
import { failed, plainTable } from '../lib/table.js';
import { ask } from '../lib/telemetry.js';
import { mainSearch, resourceChoice, checkbox } from '../shell/filters.js';
import { escapeCloses } from '../shell/keys.js';
import { pagedList } from '../shell/pager.js';
import { telemetryPage } from '../shell/telemetry-page.js';
import { whereChips, wheres } from '../shell/where.js';
import { callDetails, cost, tokenPair, tokens } from './call.js';

const COLUMNS = ['Model', 'Provider', 'Calls', 'Failed', 'Tokens in', 'Tokens out', 'Cost', 'p50', 'p95'];

const isOfModels = ({ name }) => name.startsWith('gen_ai.') || name === 'error.type';

/** What language and vision models were asked, what it took and what it cost. */
export default function modelsView(root, { signal }) {
  const tiles = h('dl.tiles');
  const byModel = h('div.card.by-model');
  const details = h('aside.details', { hidden: true, 'aria-label': 'Model call' });
  const list = pagedList('models', {
    signal,
    own: () => own(),
    fail: (problem) => page.fail(problem),
    rowHeight: 32,
    label: 'Model calls',
    draw: drawCall,
    opened: (call) => call.spanId === query().get('call'),
    open: (call) => change({ call: call.spanId }, { replace: query().has('call') }),
    moved: (call) => query().has('call') && change({ call: call.spanId }, { replace: true }),
  });
  const own = () => ({
    text: query().get('text'),
    where: [...wheres(), ...(query().get('errors') ? ['span.status=error'] : [])],
  });
  const page = telemetryPage(root, {
    title: 'Model calls',
    kind: 'spans',
    kinds: 'traces',
    signal,
    own,
    filters: [
      mainSearch('text', 'Model or text', signal),
      resourceChoice(signal),
      checkbox('errors', 'Errors only', signal),
      whereChips(async () => (await ask('traces/fields', {}, signal)).items.filter(isOfModels), signal),
    ],
    content: [tiles, byModel, h('div.split', {}, list.element, details)],
    load: (cancel) => ask('models', own(), cancel),
    draw(answer) {
      drawTiles(answer.totals);
      drawModels(answer.byModel);
      list.begin(answer);
      page.setSummary(counted(answer.totals.calls, 'call'));
      redraw();
    },
    redraw,
    isEmpty: (answer) => answer.items.length === 0,
    empty: () =>
      ['text', 'errors', 'where', 'resource'].some((name) => query().has(name))
        ? 'No call of this time matches the filters.'
        : 'No model was called during this time.',
    holds: list.isRead,
    release: list.rewind,
  });
  escapeCloses('call', signal);

  function drawTiles(totals) {
    tiles.replaceChildren(
      ...[
        ['Calls', count(totals.calls)],
        ['Failed', count(totals.errors), totals.errors > 0 && 'bad-text'],
        ['Tokens in', count(totals.inputTokens ?? 0)],
        ['Tokens out', count(totals.outputTokens ?? 0)],
        ['Cost', cost(totals.costUsd)],
      ].map(([name, value, tone]) => h('div', {}, h('dt', {}, name), h(`dd${tone ? `.${tone}` : ''}`, {}, value))),
    );
  }

  function drawModels(models) {
    const rows = models.map((one) => [
      one.model || 'unnamed',
      one.provider ?? '',
      count(one.calls),
      failed(one.errors, count(one.errors)),
      tokens(one.inputTokens),
      tokens(one.outputTokens),
      cost(one.costUsd),
      milliseconds(one.p50Ms),
      milliseconds(one.p95Ms),
    ]);
    byModel.replaceChildren(plainTable(COLUMNS, 2, rows));
  }

  function redraw() {
    const call = list.items.find((item) => item.spanId === query().get('call'));
    details.hidden = !call;
    if (call && details.dataset.call !== call.spanId)
      details.replaceChildren(...callDetails(call, () => (change({ call: null }), list.focus())));
    details.dataset.call = call?.spanId ?? '';
    list.refresh();
  }
}

function drawCall(call) {
  return h(
    `div.row.call-row${call.error ? '.error' : ''}`,
    {},
    h('time', { datetime: call.time }, moment(call.time)),
    h('span.model', {}, call.model || 'unnamed'),
    h('span.provider', {}, call.provider ?? ''),
    h('span.operation', {}, call.operation ?? ''),
    h('span.prompt', {}, call.error || call.prompt || ''),
    h('span.number', { title: 'Tokens in and out' }, tokenPair(call)),
    h('span.number', {}, cost(call.costUsd)),
    h('span.number', {}, milliseconds(call.durationMs)),
  );
}
