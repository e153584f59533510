import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { isMoving } from '../lib/range.js';
import { dataMenu } from './data-menu.js';
import { shortcut } from './keys.js';
import { isConnected, onChanges } from './live.js';
import { rangePicker } from './range-picker.js';
import { runPicker } from './run-picker.js';

const LEAST_PAUSE_MS = 1000;
/** Changes of these only open or mark something: the answer that is there still holds. */
const NO_QUESTION = ['paused', 'log', 'span', 'call', 'node', 'view', 'statistic', 'off'];

/**
 * The frame of every page that shows telemetry: title, run, time range, live or paused, and the four states of an answer.
 *
 * `load(signal)` asks the server; `draw(data)` shows the answer; `redraw()` follows the address when the question is still
 * the same; `isEmpty(data)` and `empty` say that nothing is there; `kind` is what is counted while paused: spans, logs or
 * points; `holds()` answers true while somebody reads further down, so that nothing moves below their eyes.
 */
export function telemetryPage(
  root,
  { title, kind, kinds, filters = [], content, load, draw, redraw, isEmpty, empty, holds = () => false, own, signal },
) {
  const summary = h('p.summary', { role: 'status' });
  const live = h('button.live', { type: 'button', onclick: toggle });
  const notice = h('div.notice', { role: 'alert', hidden: true });
  const nothing = h('div.empty.loading', {}, 'Loading…');
  const body = h('div.page', { hidden: true }, ...content);
  root.append(
    h(
      'div.toolbar',
      {},
      h('h1', {}, title),
      summary,
      h('div.controls', {}, runPicker(signal), rangePicker(signal), live, dataMenu({ kinds, own })),
    ),
    ...(filters.length > 0 ? [h('div.filters', {}, ...filters)] : []),
    notice,
    body,
    nothing,
  );

  let asking = null;
  let answer = null;
  let question = null;
  let missed = 0;
  let timer = 0;
  let lastTook = 0;

  onAddress(follow, signal);
  onChanges(take, signal);
  // While the tab was hidden nobody told it what came in.
  document.addEventListener('visibilitychange', () => !document.hidden && isFollowing() && later(), { signal });
  shortcut('p', 'Pause, or go on live', toggle, signal);
  shortcut('r', 'Ask again', () => void refresh(), signal);
  signal.addEventListener('abort', () => (asking?.abort(), clearTimeout(timer)));
  follow();

  function follow() {
    const address = query();
    NO_QUESTION.forEach((name) => address.delete(name));
    const next = address.toString();
    drawLive();
    if (next !== question) {
      question = next;
      void refresh();
    } else if (answer) redraw?.(answer);
  }

  async function refresh() {
    clearTimeout(timer);
    timer = 0;
    asking?.abort();
    const mine = (asking = new AbortController());
    const begun = performance.now();
    body.setAttribute('aria-busy', 'true');
    try {
      const data = await load(mine.signal);
      if (!mine.signal.aborted) ((missed = 0), show(data));
    } catch (problem) {
      if (!mine.signal.aborted) fail(problem);
    } finally {
      if (asking === mine) {
        asking = null;
        lastTook = performance.now() - begun;
        body.setAttribute('aria-busy', 'false');
        drawLive();
      }
    }
  }

  function show(data) {
    answer = data;
    notice.hidden = true;
    const bare = isEmpty(data);
    nothing.classList.remove('loading');
    body.hidden = bare;
    nothing.hidden = !bare;
    if (bare) nothing.replaceChildren(...[empty(data)].flat());
    draw(data);
    document.dispatchEvent(new CustomEvent('suite:drawn'));
  }

  function fail(problem) {
    if (!(problem instanceof Error) || (problem.status === undefined && problem.name === 'TypeError')) console.error(problem);
    notice.replaceChildren(
      h('span', {}, problem.message),
      h('button', { type: 'button', onclick: () => void refresh() }, 'Try again'),
    );
    notice.hidden = false;
    if (!answer) nothing.hidden = true;
  }

  function take(counts) {
    if (counts && isMoving(query())) {
      missed += counts[kind] ?? 0;
      if (missed > 0 && isFollowing()) later();
    }
    drawLive();
  }

  const isFollowing = () => isMoving(query()) && !query().get('paused') && !holds();

  // A slow answer makes the pauses longer, so that a busy server is not kept busy by those who watch it.
  function later() {
    if (timer || asking) return;
    timer = setTimeout(refresh, Math.max(LEAST_PAUSE_MS, 4 * lastTook));
  }

  function toggle() {
    if (!isMoving(query())) change({ run: null, from: null, to: null, paused: null });
    else if (query().get('paused')) (change({ paused: null }), void refresh());
    else change({ paused: new Date().toISOString() });
  }

  function drawLive() {
    const moving = isMoving(query());
    const paused = Boolean(query().get('paused'));
    live.dataset.state = !moving ? 'past' : !isConnected() ? 'away' : paused ? 'paused' : 'live';
    const news = missed > 0 && (paused || holds()) ? ` · ${count(missed)} new` : '';
    live.textContent = !moving ? 'Go to now' : !isConnected() ? 'No connection' : (paused ? 'Paused' : 'Live') + news;
    live.title = !moving ? 'This time is over: show the present' : paused ? 'Go on live (p)' : 'Pause (p)';
  }

  return { refresh, setSummary: (text) => (summary.textContent = text), body, fail };
}
