import { change, link, onAddress, query } from '../lib/address.js';
import { shareOut } from '../lib/colour.js';
import { debounced, h } from '../lib/dom.js';
import { counted } from '../lib/format.js';
import { ask } from '../lib/telemetry.js';
import { escapeCloses, searchKey, shortcut } from '../shell/keys.js';
import { onChanges } from '../shell/live.js';
import { headline } from './headline.js';
import { minimap } from './minimap.js';
import { search } from './search.js';
import { spanDetails } from './span.js';
import { rowsOf } from './tree.js';
import { waterfall } from './waterfall.js';

/** A trace may still be coming in for so long. */
const YOUNG_MS = 120_000;
const AGAIN_MS = 1500;

/** One trace: its spans under each other along the time, and one of them opened beside. */
export default function traceView(root, { signal, rest: traceId }) {
  const head = headline();
  const notice = h('div.notice', { role: 'alert', hidden: true });
  const found = h('span.found', { role: 'status' });
  const words = h('input', {
    type: 'search',
    placeholder: 'Search in the trace  ( / )',
    'aria-label': 'Search in the trace',
    oninput: debounced(mark, 120),
    onkeydown: onSearchKey,
  });
  const critical = h('input', { type: 'checkbox', onchange: () => chart.showCritical(critical.checked) });
  const details = h('aside.details', { hidden: true, 'aria-label': 'Span' });
  const chart = waterfall({
    openSpan: (spanId, replace) => change({ span: spanId }, { replace }),
    opened: () => query().get('span'),
    zoomed: (from, to) => map.mark(from, to),
  });
  const map = minimap((from, to) => chart.zoom(from, to));
  const page = h('div.page.trace-page', { 'aria-busy': 'true' }, map.element, h('div.split', {}, chart.element, details));
  root.append(
    h(
      'div.toolbar',
      {},
      h('a.button', { href: link('traces'), 'aria-label': 'All traces' }, '← Traces'),
      head.title,
      head.facts,
      h('a.button', { href: link('logs', { traceId }) }, 'Logs'),
      h(
        'a.button',
        { href: `api/telemetry/export?kinds=traces,logs&${exportOf(traceId)}`, download: `trace-${traceId}.json` },
        'Export',
      ),
    ),
    h(
      'div.filters',
      {},
      words,
      found,
      h('label.check', {}, critical, 'Critical path'),
      h('button', { type: 'button', onclick: chart.foldAll }, 'Fold all'),
      h('button', { type: 'button', onclick: chart.unfoldAll }, 'Unfold all'),
      h('button', { type: 'button', onclick: () => chart.zoom(null) }, 'Whole trace'),
      head.legend,
    ),
    head.skew,
    notice,
    page,
  );

  searchKey(words, signal);
  shortcut('f', 'Fold all spans', chart.foldAll, signal);
  shortcut('u', 'Unfold all spans', chart.unfoldAll, signal);
  shortcut('n', 'Next span that was found', () => next(1), signal);
  shortcut('0', 'The whole trace again', () => chart.zoom(null), signal);
  shortcut('x', 'Critical path', () => critical.click(), signal);
  escapeCloses('span', signal);
  onAddress(drawSpan, signal);
  let trace = null;
  let rows = [];
  let hits = [];
  let timer = 0;
  onChanges((counts) => counts?.spans > 0 && isYoung() && !timer && (timer = setTimeout(load, AGAIN_MS)), signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  void load();

  const isYoung = () => !trace || Date.now() - Date.parse(trace.startedAt) < YOUNG_MS;

  async function load() {
    timer = 0;
    const answer = await ask(`traces/${traceId}`, { from: null, to: null, resource: null }, signal).catch(fail);
    page.setAttribute('aria-busy', 'false');
    if (!answer) return;
    notice.hidden = true;
    page.hidden = false;
    if (answer.spans.length !== trace?.spans.length || answer.logs.length !== trace.logs.length) show(answer);
  }

  // What is shown already stays when it cannot be had anew.
  function fail(problem) {
    if (signal.aborted || trace) return;
    page.hidden = problem.status === 404;
    notice.replaceChildren(
      h('span', {}, problem.message),
      h('button', { type: 'button', onclick: () => void load() }, 'Try again'),
    );
    notice.hidden = false;
  }

  function show(answer) {
    performance.mark('trace:arrived');
    const first = !trace;
    trace = answer;
    rows = rowsOf(trace.spans);
    shareOut(new Set(trace.spans.map((span) => span.resource)));
    head.draw(trace, rows);
    map.draw(rows, trace.durationUs);
    chart.draw(rows, trace.durationUs);
    drawSpan();
    mark();
    if (first) chart.begin(query().get('span'));
    performance.mark('trace:drawn');
  }

  function drawSpan() {
    const row = rows.find((candidate) => candidate.span.spanId === query().get('span'));
    details.hidden = !row;
    const shown = row ? `${row.span.spanId} ${rows.length}` : '';
    if (row && details.dataset.shown !== shown) {
      details.replaceChildren(
        ...spanDetails({ row, rows, trace, close: () => (change({ span: null }), chart.focus()), zoom: chart.zoom }),
      );
      details.scrollTop = 0;
    }
    details.dataset.shown = shown;
    chart.refresh();
  }

  function mark() {
    const isAsked = words.value.trim() !== '';
    hits = search(rows, words.value);
    found.textContent = isAsked ? counted(hits.length, 'span') : '';
    chart.showHits(isAsked ? new Set(hits) : null);
  }

  function next(step) {
    if (hits.length === 0) return;
    const at = hits.findIndex((row) => row === chart.activeRow());
    chart.reveal(hits[(at + step + hits.length) % hits.length]);
  }

  function onSearchKey(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    mark();
    next(event.shiftKey ? -1 : 1);
  }
}

function exportOf(traceId) {
  const run = query().get('run');
  return new URLSearchParams(run ? { traceId, run } : { traceId }).toString();
}
