/**
 * What came in, as the server counts it. A browser allows few open streams to one server, so only a visible page that
 * wants to know holds one.
 */
const RETRY_MS = 3000;
const listeners = new Set();
let events = null;
let retry = 0;
let connected = true;

/**
 * Calls `listener` with `{spans, logs, points}` at every tick, and with null when the connection came or went: nobody told what
 * came in before it came.
 */
export function onChanges(listener, signal) {
  listeners.add(listener);
  signal.addEventListener('abort', () => (listeners.delete(listener), keep()));
  keep();
}

export const isConnected = () => connected;

document.addEventListener('visibilitychange', keep);

function keep() {
  const wanted = listeners.size > 0 && !document.hidden;
  if (wanted && !events) open();
  if (!wanted) close();
}

function open() {
  events = new EventSource('api/telemetry/views/changes');
  events.onopen = () => ((connected = true), tell(null));
  events.onmessage = (event) => tell(JSON.parse(event.data));
  events.onerror = () => {
    if (connected) ((connected = false), tell(null));
    if (events?.readyState === EventSource.CLOSED) (close(), (retry = setTimeout(keep, RETRY_MS)));
  };
}

function close() {
  clearTimeout(retry);
  events?.close();
  events = null;
}

function tell(counts) {
  for (const listener of [...listeners]) listener(counts);
}
