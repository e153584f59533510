/** Everything the server says, and who wants to know. */
const resources = new Map();
const listeners = new Set();
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

export function subscribe(listener) {
  listeners.add(listener);
  listener();
}

export function start() {
  take(JSON.parse(document.getElementById('snapshot').textContent));
  const events = new EventSource('api/resources/watch');
  events.onopen = () => ((server = true), notify());
  events.onerror = () => ((server = false), notify());
  events.onmessage = (event) => (take(JSON.parse(event.data)), notify());
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
  return (a.type === 'Parameter') - (b.type === 'Parameter')
    || (a.startOrder ?? 1e9) - (b.startOrder ?? 1e9)
    || a.name.localeCompare(b.name);
}
