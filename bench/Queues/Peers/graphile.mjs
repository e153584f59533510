// graphile-worker: options { concurrentJobs, worker } are its preset's.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { answer, counter, fill, mark, now, order, rate, ready, stopwatch, trickle, until } from './peer.mjs';

const connectionString = order.database;
const logger = new Logger(() => () => {});
const pool = new pg.Pool({ connectionString, max: 4 });
const utils = await makeWorkerUtils({ connectionString, logger, maxPoolSize: 4 });
await utils.migrate();

const send = (payloads) => utils.addJobs(payloads.map((payload) => ({ identifier: 'noop', payload })));
const vacuum = () => pool.query('vacuum analyze graphile_worker._private_jobs');
const isEmpty = async () =>
  !(await pool.query('select exists (select from graphile_worker._private_jobs) as unfinished')).rows[0].unfinished;

const work = (handle) => run({
  connectionString, logger, noHandleSignals: true, maxPoolSize: 12,
  preset: { worker: { concurrentJobs: order.options.concurrentJobs, ...order.options.worker } },
  taskList: { noop: handle },
});

async function drain(items) {
  await fill(items, send);
  await vacuum();
  const handled = counter(items);
  const runner = await work(() => handled.add());
  await handled.all;
  await until(isEmpty);
  const ended = mark();
  await runner.stop();
  return rate(items, handled.started, ended);
}

async function pickUp(sender) {
  await drain(order.warmUp);
  const watch = stopwatch(order.items);
  const runner = await work((payload) => watch.add(payload));
  ready();
  if (sender) await trickle(order.items, (payload) => utils.addJob('noop', payload));
  await watch.all;
  await runner.stop();
  return watch.result();
}

await answer({
  async enqueue({ items, warmUp, options }) {
    await fill(warmUp, send, options.atOnce);
    const started = mark();
    await fill(items, send, options.atOnce);
    return rate(items, started);
  },
  async drain({ items, warmUp }) {
    await drain(warmUp);
    return drain(items);
  },
  async bulk({ items, warmUp }) {
    await fill(warmUp, send);
    const payloads = Array.from({ length: items }, (_, id) => ({ id }));
    const started = now();
    await send(payloads);
    return { value: now() - started };
  },
  pickup: () => pickUp(true),
  pickupWork: () => pickUp(false),
  async pickupSend({ items }) {
    await trickle(items, (payload) => utils.addJob('noop', payload));
    return { value: items };
  },
});
