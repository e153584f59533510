import { change, link, onAddress, query } from '../lib/address.js';
import { colour, shareOut } from '../lib/colour.js';
import { debounced, h } from '../lib/dom.js';
import { counted, duration, moment } from '../lib/format.js';
import { ask } from '../lib/telemetry.js';
import { escapeCloses, searchKey, shortcut } from '../shell/keys.js';
import { onChanges } from '../shell/live.js';
import { minimap } from './minimap.js';
import { spanDetails } from './span.js';
import { rowsOf } from './tree.js';
import { waterfall } from './waterfall.js';

/** A trace may still be coming in for so long. */
const YOUNG_MS = 120_000;
const AGAIN_MS = 1500;

/** One trace: its spans under each other along the time, and one of them opened beside. */
export default function traceView(root, { signal, rest: traceId }) {
  const title = h('h1', {}, 'Trace');
  const facts = h('p.summary', { role: 'status' });
  const legend = h('div.legend');
  const skew = h('p.hint', { hidden: true });
  const notice = h('div.notice', { role: 'alert', hidden: true });
  const found = h('span.found', { role: 'status' });
  const search = h('input', {
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
      title,
      facts,
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
      search,
      found,
      h('label.check', {}, critical, 'Critical path'),
      h('button', { type: 'button', onclick: chart.foldAll }, 'Fold all'),
      h('button', { type: 'button', onclick: chart.unfoldAll }, 'Unfold all'),
      h('button', { type: 'button', onclick: () => chart.zoom(null) }, 'Whole trace'),
      legend,
    ),
    skew,
    notice,
    page,
  );

  searchKey(search, signal);
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
    try {
      const answer = await ask(`traces/${traceId}`, { from: null, to: null, resource: null }, signal);
      notice.hidden = true;
      if (answer.spans.length !== trace?.spans.length || answer.logs.length !== trace.logs.length) show(answer);
    } catch (problem) {
      if (signal.aborted || trace) return;
      page.hidden = problem.status === 404;
      notice.replaceChildren(
        h('span', {}, problem.message),
        h('button', { type: 'button', onclick: () => void load() }, 'Try again'),
      );
      notice.hidden = false;
    } finally {
      page.setAttribute('aria-busy', 'false');
    }
  }

  function show(answer) {
    performance.mark('trace:arrived');
    const first = !trace;
    trace = answer;
    rows = rowsOf(trace.spans);
    shareOut(new Set(trace.spans.map((span) => span.resource)));
    title.textContent = trace.name;
    title.title = trace.name;
    document.title = `${trace.name} · Suite dashboard`;
    const errors = rows.filter((row) => row.failed).length;
    facts.replaceChildren(
      ...[
        moment(trace.startedAt),
        duration(trace.durationUs),
        counted(trace.spans.length, 'span'),
        errors > 0 && h('b.bad', {}, counted(errors, 'error')),
        trace.truncated && `of ${counted(trace.spanCount, 'span')}`,
        trace.incomplete && 'its first span has not come in',
      ]
        .filter(Boolean)
        .flatMap((fact, index) => (index > 0 ? [' · ', fact] : [fact])),
    );
    drawLegend();
    drawSkew();
    map.draw(rows, trace.durationUs);
    chart.draw(rows, trace.durationUs);
    drawSpan();
    mark();
    if (first) chart.begin(query().get('span'));
    performance.mark('trace:drawn');
  }

  function drawLegend() {
    const parts = Map.groupBy(trace.spans, (span) => span.resource);
    legend.replaceChildren(
      ...[...parts].map(([name, spans]) =>
        h('span.part', { style: { '--tone': colour(name) } }, name, h('small', {}, String(spans.length))),
      ),
    );
  }

  function drawSkew() {
    const moved = trace.spans.filter((span) => span.skewUs);
    skew.hidden = moved.length === 0;
    if (moved.length === 0) return;
    const names = [...new Set(moved.map((span) => span.resource))].join(', ');
    skew.textContent = `The clocks differ: spans of ${names} were moved by up to ${duration(Math.max(...moved.map((span) => Math.abs(span.skewUs))))} to lie within their parents.`;
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
    const words = search.value.trim().toLowerCase();
    hits = words ? rows.filter((row) => textOf(row.span).includes(words)) : [];
    found.textContent = words ? counted(hits.length, 'span') : '';
    chart.showHits(words ? new Set(hits) : null);
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

const texts = new WeakMap();

/** What a search looks into: everything that a span says. */
function textOf(span) {
  if (!texts.has(span))
    texts.set(
      span,
      JSON.stringify([
        span.name,
        span.resource,
        span.scope,
        span.kind,
        span.statusMessage,
        span.spanId,
        span.attributes,
        span.events,
      ]).toLowerCase(),
    );
  return texts.get(span);
}

function exportOf(traceId) {
  const run = query().get('run');
  return new URLSearchParams(run ? { traceId, run } : { traceId }).toString();
}
