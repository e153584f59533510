// BullMQ on Redis, for reference: options { concurrency }.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { answer, counter, fill, mark, order, rate, ready, stopwatch, trickle } from './peer.mjs';

const connect = () => new Redis(order.redisPort, '127.0.0.1', { maxRetriesPerRequest: null });
const opts = { removeOnComplete: true };
const queue = new Queue(`noop-${process.pid}`, { connection: connect() });
const send = (payloads) => queue.addBulk(payloads.map((data) => ({ name: 'noop', data, opts })));

// The server has finished a job when it says `completed`, which is after its handler was called.
async function drain(items) {
  await fill(items, send);
  const [called, completed] = [counter(items), counter(items)];
  const worker = new Worker(queue.name, async () => called.add(), { connection: connect(), concurrency: order.options.concurrency });
  worker.on('completed', () => completed.add());
  await completed.all;
  const ended = mark();
  await worker.close();
  return rate(items, called.started, ended);
}

async function pickUp(name, sender) {
  await drain(order.warmUp);
  const watch = stopwatch(order.items);
  const worker = new Worker(name, async (job) => watch.add(job.data), { connection: connect(), concurrency: order.options.concurrency });
  await worker.waitUntilReady();
  ready();
  if (sender) await trickle(order.items, (payload) => queue.add('noop', payload, opts));
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
  pickup: () => pickUp(queue.name, true),
  pickupWork: () => pickUp('shared', false),
  async pickupSend({ items }) {
    const shared = new Queue('shared', { connection: connect() });
    await trickle(items, (payload) => shared.add('noop', payload, opts));
    return { value: items };
  },
});
