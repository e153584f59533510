import { link, onAddress, path, go } from './lib/address.js';
import { listenToKeys, shortcut, showHelp } from './shell/keys.js';
import { toggleTheme } from './shell/theme.js';

/** Every view: what its address begins with, its key after "g", and the module that draws it. */
const views = [
  { path: '', key: 'r', module: () => import('./resources/resources.js') },
  { path: 'startup', key: 's', module: () => import('./resources/startup.js') },
  { path: 'console', key: 'c', module: () => import('./console/console.js') },
  { path: 'logs', key: 'l', module: () => import('./logs/logs.js'), carries: true },
  { path: 'traces', key: 't', module: () => import('./traces/traces.js'), carries: true },
  { path: 'traces/', key: null, module: () => import('./traces/trace.js'), carries: true },
  { path: 'map', key: 'm', module: () => import('./map/map.js'), carries: true },
  { path: 'metrics', key: 'i', module: () => import('./metrics/metrics.js'), carries: true },
  { path: 'models', key: 'a', module: () => import('./models/models.js'), carries: true },
];

/** Those with a place in the navigation, in its order. */
const tabs = views.filter((view) => view.key);

const root = document.getElementById('view');
const links = [...document.querySelectorAll('nav[aria-label="Views"] a')];
let shown = null;
let present = null;

listenToKeys();
for (const view of tabs) shortcut(`g ${view.key}`, `Go to ${nameOf(view)}`, () => go(hrefOf(view)));
shortcut('d', 'Light or dark', toggleTheme);
document.getElementById('theme').addEventListener('click', toggleTheme);
document.getElementById('help').addEventListener('click', showHelp);
document.addEventListener('click', followLink);
onAddress(route);
void route();

async function route() {
  const here = path();
  const view = viewAt(here);
  for (const [index, anchor] of links.entries()) {
    anchor.href = hrefOf(tabs[index]);
    if (tabs[index].path === view?.path.replace(/\/$/, '')) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  // The same view follows the address by itself, a trace's page excepted: another trace is another page.
  const identity = view?.path.endsWith('/') ? here : view?.path;
  if (!view || identity === shown) return;
  shown = identity;
  present?.abort();
  present = new AbortController();
  const { signal } = present;
  const module = await view.module();
  if (signal.aborted) return;
  root.replaceChildren();
  root.dataset.view = view.path;
  document.title = `${nameOf(view)} · Suite dashboard`;
  module.default(root, { signal, rest: here.slice(view.path.length) });
}

function viewAt(address) {
  return views.find(({ path: own }) => (own.endsWith('/') ? address.startsWith(own) : address === own));
}

/** A link to another view needs no new document. */
function followLink(event) {
  const anchor = event.target.closest?.('a[href]');
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  if (anchor.hasAttribute('target') || anchor.hasAttribute('download') || !anchor.href.startsWith(document.baseURI)) return;
  const there = new URL(anchor.href).pathname.slice(new URL(document.baseURI).pathname.length);
  if (!viewAt(there)) return;
  event.preventDefault();
  go(anchor.href);
}

function hrefOf(view) {
  return view.carries ? link(view.path) : view.path || './';
}

function nameOf(view) {
  return links[tabs.indexOf(view)]?.textContent ?? 'Trace';
}
