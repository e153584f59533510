/** What is looked at stands in the address: it can be sent to somebody, and back and forward work. */
const base = new URL(document.baseURI).pathname;
const listeners = new Set();

/** What is carried along from one page to the next. */
const CARRIED = ['run', 'from', 'to', 'paused'];

/** The path below the dashboard's own: "", "logs", "traces/4bf9…". */
export const path = () => decodeURI(location.pathname.slice(base.length));

export const query = () => new URLSearchParams(location.search);

/** Goes to an address of the dashboard without loading a document. */
export function go(href, { replace = false } = {}) {
  const url = new URL(href, document.baseURI);
  if (url.href === location.href) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  tell();
}

/** Changes single parameters: null or '' takes one away, an array sets it several times. */
export function change(changes, options) {
  go(withQuery(path(), apply(query(), changes)), options);
}

/** The address of another page, with run and time range carried along. */
export function link(to, changes = {}) {
  const carried = query();
  for (const name of [...carried.keys()]) if (!CARRIED.includes(name)) carried.delete(name);
  return withQuery(to || './', apply(carried, changes));
}

/** Calls `listener` whenever the address changes, by whomever. */
export function onAddress(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
}

addEventListener('popstate', tell);

function tell() {
  for (const listener of [...listeners]) listener();
}

function apply(params, changes) {
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    for (const one of [value].flat()) if (one !== null && one !== undefined && one !== '') params.append(name, one);
  }
  return params;
}

function withQuery(to, params) {
  const text = params.toString();
  return (to || './') + (text && `?${text}`);
}
