// What the peers' programs share. An order comes as one JSON argument; its answer is one line of JSON.

/** { part, database, redisPort, items, warmUp, options } */
export const order = JSON.parse(process.argv[2]);

/** Milliseconds of the machine's monotonic clock, which all processes here share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const perSecond = (count, from, to) => Math.round((count / (to - from)) * 1000);

const percentile = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];

/** Runs the part that was ordered, and answers. */
export async function answer(parts) {
  const part = parts[order.part];
  if (!part) throw new Error(`There is no part ${order.part}.`);
  console.log(JSON.stringify(await part(order)));
  process.exit(0);
}

/** Two clients at once send `count` jobs in batches of a thousand; `send` gets an array of payloads. */
export async function fill(count, send) {
  let next = 0;
  const client = async () => {
    while (next < count) {
      const from = next;
      next = Math.min(count, next + 1000);
      await send(Array.from({ length: next - from }, (_, i) => ({ id: from + i })));
    }
  };
  await Promise.all([client(), client()]);
}

/** Counts handler calls: `started` is the first one's time, `all` resolves with the last one. */
export function counter(expected) {
  let count = 0;
  let finish;
  const counting = { started: 0, all: new Promise((resolve) => (finish = resolve)) };
  counting.add = (calls = 1) => {
    counting.started ||= now();
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

/** Times from sending to the handler's call; the first tenth warms up and is not counted. */
export function stopwatch(expected) {
  const times = [];
  let finish;
  const watch = { all: new Promise((resolve) => (finish = resolve)) };
  watch.add = (payload) => {
    if (times.push(now() - payload.t) === expected) finish();
  };
  watch.result = () => {
    const sorted = times.slice(Math.floor(expected / 10)).sort((a, b) => a - b);
    return { value: percentile(sorted, 0.95), p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
  };
  return watch;
}

/** Tells the benchmark that the sender may be started. */
export const ready = () => console.log('ready');
