// What the peers' programs share. An order comes as one JSON argument; its answer is one line of JSON.
import { readFileSync } from 'node:fs';

/** { part, database, redisPort, server, items, warmUp, options }; server is the process id of the database's. */
export const order = JSON.parse(process.argv[2]);

/** Milliseconds of the machine's monotonic clock, which all processes here share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Seconds of processor time, with those of the children that have ended. */
function secondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    return 0; // It has just ended.
  }
}

/** This moment: the time, and what this process and the server's have used of the processors. */
export function mark() {
  const children = readFileSync(`/proc/${order.server}/task/${order.server}/children`, 'utf8').trim().split(' ');
  const server = [order.server, ...children.filter(Boolean)].reduce((sum, pid) => sum + secondsOf(pid), 0);
  const own = process.cpuUsage();
  return { at: now(), server: server * 1e6, own: own.user + own.system };
}

/** Items a second, and microseconds of processor time an item, which say more on a busy machine. */
export const rate = (count, from, to = mark()) => ({
  value: Math.round((count / (to.at - from.at)) * 1000),
  cpuMicros: (to.server + to.own - from.server - from.own) / count,
  serverMicros: (to.server - from.server) / count,
});

const percentile = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];

/** Runs the part that was ordered, and answers. */
export async function answer(parts) {
  const part = parts[order.part];
  if (!part) throw new Error(`There is no part ${order.part}.`);
  console.log(JSON.stringify(await part(order)));
  process.exit(0);
}

/** Two clients at once send `count` jobs, so many `atOnce`; `send` gets an array of payloads. */
export async function fill(count, send, atOnce = 1000) {
  let next = 0;
  const client = async () => {
    while (next < count) {
      const from = next;
      next = Math.min(count, next + atOnce);
      await send(Array.from({ length: next - from }, (_, i) => ({ id: from + i })));
    }
  };
  await Promise.all([client(), client()]);
}

/** Counts handler calls: `started` marks the first one, `all` resolves with the last one. */
export function counter(expected) {
  let count = 0;
  let finish;
  const counting = { started: null, all: new Promise((resolve) => (finish = resolve)) };
  counting.add = (calls = 1) => {
    counting.started ??= mark();
    if ((count += calls) === expected) finish();
  };
  return counting;
}

/** Until the server says that nothing unfinished is left. */
export async function until(isEmpty) {
  while (!(await isEmpty())) await sleep(5);
}

/** Sends one job after another, fifty a second, into an idle queue; `send` gets the payload. */
export async function trickle(count, send) {
  const sent = [];
  for (let i = 0; i < count; i++) {
    sent.push(send({ t: now() }));
    await sleep(20);
  }
  await Promise.all(sent);
}

/** Times from sending to the handler's call; the first third warms up and is not counted. */
export function stopwatch(expected) {
  const times = [];
  let finish;
  const watch = { all: new Promise((resolve) => (finish = resolve)) };
  watch.add = (payload) => {
    if (times.push(now() - payload.t) === expected) finish();
  };
  watch.result = () => {
    const sorted = times.slice(Math.floor(expected / 3)).sort((a, b) => a - b);
    return { value: percentile(sorted, 0.95), p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
  };
  return watch;
}

/** Tells the benchmark that the sender may be started. */
export const ready = () => console.log('ready');
