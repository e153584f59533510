import { expect, test, vi } from 'vitest';
import { UploadQueue, type Upload, type UploadOutcome } from '@/features/assets/upload/upload-queue';
import { ProblemError } from '@/lib/http';

const file = (name: string) => new File(['x'], name, { type: 'image/png' });

/** A server that answers when the test says so. */
const slowServer = () => {
  const waiting = new Map<
    string,
    { answer: (outcome: UploadOutcome) => void; fail: (error: Error) => void }
  >();
  const progress = new Map<string, (fraction: number) => void>();
  const ids: string[] = [];
  const send = (upload: Upload, signal: AbortSignal, onProgress: (fraction: number) => void) =>
    new Promise<UploadOutcome>((answer, fail) => {
      ids.push(upload.id);
      progress.set(upload.file.name, onProgress);
      waiting.set(upload.file.name, { answer, fail });
      signal.addEventListener('abort', () => fail(new DOMException('Aborted', 'AbortError')));
    });
  const of = (name: string) => {
    const request = waiting.get(name);
    if (!request) throw new Error(`${name} was not sent.`);
    return request;
  };
  return { send, of, ids, progress: (name: string, fraction: number) => progress.get(name)?.(fraction) };
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

const statesOf = (queue: UploadQueue) =>
  Object.fromEntries(queue.snapshot().map((upload) => [upload.file.name, upload.state]));

test('three files are sent at once, and the next when one is through', async () => {
  const server = slowServer();
  const queue = new UploadQueue(server.send);

  queue.add(['a', 'b', 'c', 'd'].map(file));
  expect(statesOf(queue)).toEqual({ a: 'sending', b: 'sending', c: 'sending', d: 'waiting' });

  server.of('b').answer({ status: 'created', assetId: 'asset-b' });
  await settled();
  expect(statesOf(queue)).toEqual({ a: 'sending', b: 'created', c: 'sending', d: 'sending' });
});

test('each file has a progress and an outcome of its own', async () => {
  const server = slowServer();
  const queue = new UploadQueue(server.send);
  queue.add([file('a'), file('b')]);

  server.progress('a', 0.4);
  server.of('b').answer({ status: 'rejected', problem: { code: 'image-unreadable', detail: 'Cut off.' } });
  await settled();

  expect(queue.snapshot()).toMatchObject([
    { state: 'sending', progress: 0.4 },
    { state: 'rejected', problem: { detail: 'Cut off.' } },
  ]);
});

test('a cancelled file is not sent any further, and makes room', async () => {
  const server = slowServer();
  const queue = new UploadQueue(server.send);
  queue.add(['a', 'b', 'c', 'd'].map(file));

  queue.cancel(queue.snapshot()[0]?.id ?? '');
  await settled();

  expect(statesOf(queue)).toEqual({ a: 'cancelled', b: 'sending', c: 'sending', d: 'sending' });
});

test('a failed file is tried again under the same id, so that it cannot arrive twice', async () => {
  const server = slowServer();
  const queue = new UploadQueue(server.send);
  queue.add([file('a')]);
  server.of('a').fail(new ProblemError(503, 'database-unavailable', 'Come back in a moment.'));
  await settled();
  expect(queue.snapshot()).toMatchObject([{ state: 'failed', problem: { code: 'database-unavailable' } }]);

  queue.retry(queue.snapshot()[0]?.id ?? '');
  server.of('a').answer({ status: 'created' });
  await settled();

  expect(queue.snapshot()).toMatchObject([{ state: 'created' }]);
  expect(queue.snapshot()[0]).not.toHaveProperty('problem');
  expect(new Set(server.ids).size).toBe(1);
});

test('whoever asked is told when a file is through, and clearing leaves what is under way', async () => {
  const server = slowServer();
  const onSettled = vi.fn();
  const queue = new UploadQueue(server.send, onSettled);
  queue.add([file('a'), file('b')]);
  server.of('a').answer({ status: 'duplicate', assetId: 'x' });
  await settled();

  queue.clearFinished();

  expect(onSettled).toHaveBeenCalledOnce();
  expect(statesOf(queue)).toEqual({ b: 'sending' });
});

test('whoever leaves takes along all that was not yet sent', async () => {
  const server = slowServer();
  const queue = new UploadQueue(server.send);
  queue.add(['a', 'b', 'c', 'd', 'e'].map(file));

  queue.cancelAll();
  await settled();

  expect(new Set(Object.values(statesOf(queue)))).toEqual(new Set(['cancelled']));
  expect(server.ids).toHaveLength(3);
});
