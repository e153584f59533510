import { h } from '../lib/dom.js';

/** A sentence that goes by itself. */
export function toast(text, tone = 'bad') {
  const item = h(`div.toast.${tone}`, {}, text);
  document.getElementById('toasts').append(item);
  setTimeout(() => item.remove(), 8000);
}
