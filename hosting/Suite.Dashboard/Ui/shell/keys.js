import { change } from '../lib/address.js';
import { h, isTyping } from '../lib/dom.js';

/** Keyboard shortcuts: one key ("/") or one after "g" ("g l"). Whatever is registered stands in the help sheet. */
const SECOND_KEY_MS = 1500;
const shortcuts = new Map();
let prefixUntil = 0;

export function shortcut(keys, text, run, signal) {
  const entry = { text, run };
  shortcuts.set(keys, entry);
  signal?.addEventListener('abort', () => shortcuts.get(keys) === entry && shortcuts.delete(keys));
}

/** The field that "/" goes to. */
export function searchKey(field, signal) {
  shortcut('/', 'Go to the search field', () => (field.focus(), field.select()), signal);
}

/** Escape closes what the address holds open as `name`. */
export function escapeCloses(name, signal) {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && !isTyping(event) && !document.querySelector('dialog[open]')) change({ [name]: null });
    },
    { signal },
  );
}

export function listenToKeys() {
  shortcut('?', 'Show these shortcuts', showHelp);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // Out of the field and on to the list; the browser would empty a search field, and with it change the list.
    if (event.key === 'Escape' && isTyping(event)) return (event.preventDefault(), event.target.blur());
    if (isTyping(event) || document.querySelector('dialog[open]')) return;
    const second = performance.now() < prefixUntil;
    prefixUntil = event.key === 'g' && !second ? performance.now() + SECOND_KEY_MS : 0;
    const found = shortcuts.get(second ? `g ${event.key}` : event.key);
    if (!found) return;
    event.preventDefault();
    found.run();
  });
}

const ALWAYS = [
  ['↑ ↓', 'Move in a list, tree or graph'],
  ['Enter', 'Open what is marked'],
  ['← →', 'Fold and unfold spans'],
  ['Esc', 'Close what is open'],
];

export function showHelp() {
  const rows = [...[...shortcuts].map(([keys, { text }]) => [keys, text]), ...ALWAYS];
  const dialog = h(
    'dialog.help',
    {
      'aria-label': 'Keyboard shortcuts',
      onclose: () => dialog.remove(),
      onclick: (event) => event.target === dialog && dialog.close(),
    },
    h(
      'header',
      {},
      h('h2', {}, 'Keyboard shortcuts'),
      h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕'),
    ),
    h(
      'dl',
      {},
      ...rows.map(([keys, text]) =>
        h('div', {}, h('dt', {}, ...keys.split(' ').map((key) => h('kbd', {}, key))), h('dd', {}, text)),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
