import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { isMoving } from '../lib/range.js';
import { ProblemError } from '../lib/telemetry.js';
import { dataMenu } from './data-menu.js';
import { shortcut } from './keys.js';
import { isConnected, onChanges } from './live.js';
import { rangePicker } from './range-picker.js';
import { runPicker } from './run-picker.js';

const LEAST_PAUSE_MS = 1000;
/** Changes of these only open or mark something: the answer that is there still holds. */
const NO_QUESTION = ['paused', 'log', 'span', 'call', 'node', 'view', 'statistic', 'off'];

const WORDS = {
  past: ['Go to now', 'This time is over: show the present'],
  away: ['No connection', 'The dashboard does not answer; trying again'],
  paused: ['Paused', 'Go on live (p)'],
  held: ['Live', 'Show what is new (p)'],
  live: ['Live', 'Pause (p)'],
};

/**
 * The frame of every page that shows telemetry: title, run, time range, live or paused, and the four states of an answer.
 *
 * `load(signal)` asks the server; `draw(data)` shows the answer; `redraw()` follows the address when the question is still
 * the same; `isEmpty(data)` and `empty` say that nothing is there; `kind` is what is counted while paused: spans, logs or
 * points; `holds()` answers true while somebody reads further down, so that nothing moves below their eyes, and
 * `release()` brings them back to what is new.
 */
export function telemetryPage(
  root,
  { title, kind, kinds, filters = [], content, load, draw, redraw, isEmpty, empty, holds = () => false, release, own, signal },
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
      h('div.controls', {}, runPicker(signal), rangePicker(signal), live, dataMenu({ kinds, own, signal })),
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
  let isUncertain = false;
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
    const known = missed;
    isUncertain = false;
    body.setAttribute('aria-busy', 'true');
    try {
      const data = await load(mine.signal);
      if (mine.signal.aborted) return;
      missed -= known;
      show(data);
    } catch (problem) {
      if (!mine.signal.aborted) fail(problem);
    } finally {
      if (asking === mine) {
        asking = null;
        lastTook = performance.now() - begun;
        body.setAttribute('aria-busy', 'false');
        drawLive();
        // What came in while the server was asked may not be in its answer.
        if ((missed > 0 || isUncertain) && isFollowing()) later();
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
  }

  function fail(problem) {
    // A mistake of ours belongs on the console too.
    if (!(problem instanceof ProblemError)) console.error(problem);
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
    if (!counts && isConnected()) {
      isUncertain = true;
      if (isFollowing()) later();
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
    if (stateOf() === 'held') (release(), void refresh());
    else if (!isMoving(query())) change({ run: null, from: null, to: null, paused: null });
    else if (query().get('paused')) (change({ paused: null }), void refresh());
    else change({ paused: new Date().toISOString() });
  }

  function stateOf() {
    if (!isMoving(query())) return 'past';
    if (!isConnected()) return 'away';
    if (query().get('paused')) return 'paused';
    return missed > 0 && holds() ? 'held' : 'live';
  }

  function drawLive() {
    const state = stateOf();
    const [text, title] = WORDS[state];
    const news = missed > 0 && (state === 'paused' || state === 'held');
    live.dataset.state = state;
    live.textContent = news ? `${text} · ${count(missed)} new` : text;
    live.title = title;
  }

  return { setSummary: (text) => (summary.textContent = text), fail };
}
