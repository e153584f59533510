/**
 * What the server says about resources, and who wants to know. The stream is open while a visible page shows resources:
 * a browser allows only few streams to one server.
 */
const resources = new Map();
const listeners = new Set();
const RETRY_MS = 3000;
let events = null;
let retry = 0;
let engine = true;
let server = true;

export const state = {
  get resources() {
    return [...resources.values()].filter((resource) => resource.state !== 'Hidden').sort(byStart);
  },
  get(name) {
    return resources.get(name);
  },
  /** 'live', 'engine-away' or 'server-away'. */
  get connection() {
    return server ? (engine ? 'live' : 'engine-away') : 'server-away';
  },
};

export function subscribe(listener, signal) {
  listeners.add(listener);
  signal.addEventListener('abort', () => (listeners.delete(listener), keep()));
  keep();
  listener();
}

take(JSON.parse(document.getElementById('snapshot').textContent));
document.addEventListener('visibilitychange', keep);

function keep() {
  const wanted = listeners.size > 0 && !document.hidden;
  if (wanted && !events) connect();
  if (wanted) return;
  clearTimeout(retry);
  events?.close();
  events = null;
}

function connect() {
  events = new EventSource('api/resources/watch');
  events.onopen = () => ((server = true), notify());
  events.onerror = () => {
    server = false;
    notify();
    // A lost connection is opened again by the browser; an answer that is no stream ends it for good.
    if (events?.readyState === EventSource.CLOSED) retry = setTimeout(connectAgain, RETRY_MS);
  };
  events.onmessage = (event) => (take(JSON.parse(event.data)), notify());
}

async function connectAgain() {
  const answer = await fetch('api/resources/watch', { method: 'HEAD' }).catch(() => null);
  if (answer?.status === 401) location.reload();
  else if (listeners.size > 0 && !document.hidden) connect();
}

function take(message) {
  if (message.resources) {
    resources.clear();
    for (const resource of message.resources) resources.set(resource.name, resource);
  }
  if (message.resource) resources.set(message.resource.name, message.resource);
  if (message.connected !== undefined) engine = message.connected;
}

let scheduled = false;
// Changes come in bursts while everything starts: draw once a frame.
function notify() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

// Parameters only say what the others were given, so they come last.
function byStart(a, b) {
  return (
    (a.type === 'Parameter') - (b.type === 'Parameter') ||
    (a.startOrder ?? 1e9) - (b.startOrder ?? 1e9) ||
    a.name.localeCompare(b.name)
  );
}
