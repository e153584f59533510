// pg-boss: options { notify, work } for a worker, { fetch: { batchSize, loops } } for fetching by hand.
import { PgBoss } from 'pg-boss';
import pg from 'pg';
import { answer, counter, fill, mark, now, order, rate, ready, stopwatch, trickle, until } from './peer.mjs';

const connectionString = order.database;
const pool = new pg.Pool({ connectionString, max: 4 });
const boss = new PgBoss({ connectionString, max: 10, useListenNotify: true, monitorVacuum: false, schedule: false });
boss.on('error', (error) => console.error(error));
await boss.start();
await boss.createQueue('noop', { notify: order.options.notify ?? false });

const send = (payloads) => boss.insert('noop', payloads.map((data) => ({ data })));
const vacuum = () => pool.query('vacuum analyze pgboss.job');
const isEmpty = async () =>
  !(await pool.query("select exists (select from pgboss.job where state < 'completed') as unfinished")).rows[0].unfinished;

async function drainByWork(items) {
  const handled = counter(items);
  await boss.work('noop', order.options.work, async (jobs) => handled.add(jobs.length));
  await handled.all;
  await until(isEmpty);
  const ended = mark();
  await boss.offWork('noop', { wait: true });
  return rate(items, handled.started, ended);
}

async function drainByFetch(items, { batchSize, loops }) {
  const handled = counter(items);
  const loop = async () => {
    for (;;) {
      const jobs = await boss.fetch('noop', { batchSize });
      if (!jobs?.length) return;
      handled.add(jobs.length);
      await boss.complete('noop', jobs.map((job) => job.id));
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  await until(isEmpty);
  return rate(items, handled.started);
}

async function drain(items) {
  await fill(items, send);
  await vacuum();
  return order.options.fetch ? drainByFetch(items, order.options.fetch) : drainByWork(items);
}

async function pickUp(sender) {
  await fill(order.warmUp, send);
  await drainByFetch(order.warmUp, { batchSize: 100, loops: 4 });
  const watch = stopwatch(order.items);
  await boss.work('noop', order.options.work, async (jobs) => jobs.forEach((job) => watch.add(job.data)));
  ready();
  if (sender) await trickle(order.items, (payload) => boss.send('noop', payload));
  await watch.all;
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
    await trickle(items, (payload) => boss.send('noop', payload));
    return { value: items };
  },
});
