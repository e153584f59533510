import { change, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { counted } from '../lib/format.js';
import { ask } from '../lib/telemetry.js';
import { choice, mainSearch, resourceChoice } from '../shell/filters.js';
import { escapeCloses } from '../shell/keys.js';
import { pagedList } from '../shell/pager.js';
import { telemetryPage } from '../shell/telemetry-page.js';
import { whereChips, wheres } from '../shell/where.js';
import { histogram } from './histogram.js';
import { logDetails } from './details.js';
import { drawLog } from './row.js';

const LEVELS = [
  ['', 'Every level'],
  ['debug', 'Debug and above'],
  ['information', 'Information and above'],
  ['warning', 'Warning and above'],
  ['error', 'Error and above'],
  ['fatal', 'Fatal'],
];

/** Structured logs: newest first, with a histogram above and one of them opened beside. */
export default function logsView(root, { signal }) {
  const chart = histogram();
  const list = pagedList('logs', {
    signal,
    own: () => own(),
    fail: (problem) => page.fail(problem),
    rowHeight: 28,
    label: 'Logs',
    draw: drawLog,
    opened: (log) => String(log.id) === query().get('log'),
    open: (log) => change({ log: log.id }, { replace: query().has('log') }),
    moved: (log) => query().has('log') && change({ log: log.id }, { replace: true }),
  });
  const details = h('aside.details', { hidden: true, 'aria-label': 'Log' });
  const links = h('span.chips');

  const own = () => {
    const address = query();
    return {
      level: address.get('level'),
      text: address.get('text'),
      where: wheres(),
      traceId: address.get('traceId'),
      spanId: address.get('spanId'),
    };
  };
  const page = telemetryPage(root, {
    title: 'Logs',
    kind: 'logs',
    kinds: 'logs',
    signal,
    own,
    filters: [
      mainSearch('text', 'Text in the message', signal),
      choice('level', 'Level', LEVELS, signal),
      resourceChoice(signal),
      whereChips(async () => (await ask('logs/fields', {}, signal)).items, signal),
      links,
    ],
    content: [chart.element, h('div.split', {}, list.element, details)],
    load: (cancel) => ask('logs', own(), cancel),
    draw(answer) {
      page.setSummary(counted(answer.total, 'log'));
      chart.draw(answer.histogram);
      list.begin(answer);
      redraw();
    },
    redraw,
    isEmpty: (answer) => answer.items.length === 0,
    empty: () => emptyText(own()),
    holds: list.isRead,
    release: list.rewind,
  });

  escapeCloses('log', signal);

  function redraw() {
    const wanted = query().get('log');
    const log = wanted && list.items.find((item) => String(item.id) === wanted);
    details.hidden = !log;
    if (log && details.dataset.log !== wanted)
      details.replaceChildren(...logDetails(log, () => (change({ log: null }), list.focus())));
    details.dataset.log = log ? wanted : '';
    links.replaceChildren(
      ...['traceId', 'spanId']
        .filter((name) => query().get(name))
        .map((name) =>
          h(
            'button.chip',
            {
              type: 'button',
              onclick: () => change({ [name]: null }),
            },
            `${name === 'traceId' ? 'trace' : 'span'} ${query().get(name).slice(0, 8)}`,
            h('i', { 'aria-hidden': 'true' }, '✕'),
          ),
        ),
    );
    list.refresh();
  }
}

function emptyText({ level, text, where }) {
  return level || text || where.length > 0 ? 'No log of this time matches the filters.' : 'No log came in during this time.';
}
