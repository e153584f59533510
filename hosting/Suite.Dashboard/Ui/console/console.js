import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { clockTime, plain } from '../lib/format.js';
import { nameOf, stateSign } from '../resources/resource.js';
import { state, subscribe } from '../resources/store.js';
import { searchKey } from '../shell/keys.js';

// A browser slows down long before memory does.
const LIMIT = 5000;
const RETRY_MS = 3000;

/** What one resource writes, as it writes it. */
export default function consoleView(root, { signal }) {
  const picker = h('select', { 'aria-label': 'Resource', onchange: () => change({ resource: picker.value }) });
  const sign = h('span');
  const filter = h('input', {
    type: 'search',
    placeholder: 'Filter lines  ( / )',
    'aria-label': 'Filter lines',
    oninput: refilter,
  });
  const follow = h('input', { type: 'checkbox', checked: true, onchange: toEnd });
  const clear = h('button', { type: 'button', onclick: () => (lines.replaceChildren(), note()) }, 'Clear');
  const save = h('button', { type: 'button', title: 'Save the lines shown as a text file', onclick: download }, 'Download');
  const lines = h('ol.lines');
  const hint = h('div.empty', { role: 'status' });
  const scroller = h('div.console', { tabindex: 0, 'aria-label': 'Console output', onscroll: followByScroll }, lines, hint);
  root.append(
    h(
      'div.toolbar',
      {},
      h('h1', {}, 'Console'),
      picker,
      sign,
      h('span.grow'),
      filter,
      h('label.check', {}, follow, 'Follow'),
      save,
      clear,
    ),
    scroller,
  );

  let current = null;
  let events = null;
  let waiting = [];
  let connected = false;

  searchKey(filter, signal);
  onAddress(() => open(fromUrl()), signal);
  signal.addEventListener('abort', () => events?.close());

  subscribe(() => {
    const names = state.resources.map((resource) => resource.name);
    if (picker.dataset.names !== names.join()) {
      picker.dataset.names = names.join();
      picker.replaceChildren(...state.resources.map((resource) => h('option', { value: resource.name }, nameOf(resource))));
      picker.value = current ?? '';
    }
    const wanted = current ?? fromUrl() ?? names[0];
    if (!current && wanted && state.get(wanted)) open(wanted);
    const resource = state.get(current);
    sign.replaceChildren(...(resource ? [stateSign(resource)] : []));
    note();
  }, signal);

  function open(name) {
    if (!name || name === current) return;
    current = name;
    picker.value = name;
    waiting = [];
    lines.replaceChildren();
    listen(name);
    note();
  }

  function listen(name) {
    events?.close();
    connected = false;
    events = new EventSource(`api/resources/${encodeURIComponent(name)}/logs/watch`);
    // A stream that begins again begins with the past, which is here already.
    events.onopen = () => ((connected = true), lines.replaceChildren(), note());
    events.onerror = ({ target }) => {
      connected = false;
      note();
      if (target.readyState === EventSource.CLOSED) setTimeout(() => target === events && listen(name), RETRY_MS);
    };
    events.onmessage = (event) => {
      if (waiting.push(JSON.parse(event.data)) === 1) requestAnimationFrame(flush);
      // A hidden page is not drawn, however long.
      if (waiting.length > 2 * LIMIT) waiting.splice(0, LIMIT);
    };
  }

  function flush() {
    lines.append(...waiting.slice(-LIMIT).map(drawLine));
    waiting = [];
    while (lines.children.length > LIMIT) lines.firstChild.remove();
    toEnd();
    note();
  }

  function drawLine({ line, at, stream }) {
    const text = plain(line);
    const item = h(`li.${lineTone(text, stream)}`, {}, h('time', { datetime: at }, clockTime(at)), h('span', {}, text));
    item.hidden = !shows(item);
    return item;
  }

  function shows(item) {
    return item.lastChild.textContent.toLowerCase().includes(filter.value.toLowerCase());
  }

  function refilter() {
    for (const item of lines.children) item.hidden = !shows(item);
    toEnd();
    note();
  }

  function toEnd() {
    if (follow.checked) scroller.scrollTop = scroller.scrollHeight;
  }

  // Scrolling up means reading; coming back to the end means following again.
  function followByScroll() {
    follow.checked = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 24;
  }

  function download() {
    const shown = [...lines.children].filter((item) => !item.hidden);
    const text = shown.map((item) => `${item.firstChild.dateTime}  ${item.lastChild.textContent}\n`).join('');
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    h('a', { href: url, download: `${current}.log` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function note() {
    const visible = [...lines.children].some((item) => !item.hidden);
    hint.hidden = visible;
    save.disabled = !visible;
    hint.textContent = hintText();
  }

  function hintText() {
    if (state.resources.length === 0) return 'No resource is known yet.';
    if (current && !state.get(current)) return `There is no resource ${current}.`;
    if (lines.children.length > 0) return 'No line matches the filter.';
    return connected ? 'It has not written anything yet.' : 'Connecting…';
  }
}

// What .NET's console puts before the category: "warn: Suite.Jobs…".
function lineTone(text, stream) {
  if (stream === 'system') return 'system';
  if (stream === 'stderr' || /^\S* ?(fail|crit): /.test(text)) return 'bad';
  return /^\S* ?warn: /.test(text) ? 'warn' : 'stdout';
}

const fromUrl = () => query().get('resource');
