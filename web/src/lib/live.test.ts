import { beforeEach, expect, test, vi } from 'vitest';
import { LiveChannel, type LiveMessage } from '@/lib/live';
import { FakeSocket } from '@/testing/fake-socket';

let live: LiveChannel;
let heard: LiveMessage[];
const reset = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  reset.mockClear();
  heard = [];
  live = new LiveChannel({ random: () => 1 });
  live.on('jobs.job-changed', (message) => heard.push(message));
  live.onReset(reset);
  live.start();
  vi.advanceTimersByTime(0);
});

const seqs = () => heard.map(({ seq }) => seq);

test('messages reach those who listen to their topic', () => {
  FakeSocket.latest.accept(10);
  FakeSocket.latest.send('jobs.job-changed', { jobId: 'a' }, 11);
  FakeSocket.latest.send('assets.asset-changed', {}, 12);

  expect(heard).toMatchObject([{ seq: 11, payload: { jobId: 'a' } }]);
});

test('after a break it resumes behind the last message, and none is heard twice', () => {
  FakeSocket.latest.accept(10);
  FakeSocket.latest.send('jobs.job-changed', {}, 11);
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(500);

  expect(FakeSocket.latest.url).toMatch(/\/ws\/live\?after=11$/);

  FakeSocket.latest.accept(14);
  for (const seq of [11, 12, 13, 14]) FakeSocket.latest.send('jobs.job-changed', {}, seq);

  expect(seqs()).toEqual([11, 12, 13, 14]);
  expect(reset).not.toHaveBeenCalled();
});

test('a break right after the greeting of a resumed channel loses nothing', () => {
  FakeSocket.latest.accept(10);
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(500);
  FakeSocket.latest.accept(20);
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(500);

  expect(FakeSocket.latest.url).toMatch(/after=10$/);
});

test('it waits longer after each failure, and starts small again after a message', () => {
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(499);
  expect(FakeSocket.opened).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(FakeSocket.opened).toHaveLength(2);

  FakeSocket.latest.fail();
  vi.advanceTimersByTime(999);
  expect(FakeSocket.opened).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(FakeSocket.opened).toHaveLength(3);

  FakeSocket.latest.accept(1);
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(500);
  expect(FakeSocket.opened).toHaveLength(4);
});

test('it comes back at once when the browser is online again', () => {
  FakeSocket.latest.fail();

  window.dispatchEvent(new Event('online'));

  expect(FakeSocket.opened).toHaveLength(2);
});

test('when too much was missed everything is to be loaded anew', () => {
  FakeSocket.latest.accept(10);
  FakeSocket.latest.send('live.reset', {}, 500);
  FakeSocket.latest.send('jobs.job-changed', {}, 501);

  expect(reset).toHaveBeenCalledOnce();
  expect(seqs()).toEqual([501]);
});

test('a server that counts from the start again is a reset too', () => {
  FakeSocket.latest.accept(10);
  FakeSocket.latest.fail();
  vi.advanceTimersByTime(500);
  FakeSocket.latest.accept(2);
  FakeSocket.latest.send('jobs.job-changed', {}, 3);

  expect(reset).toHaveBeenCalledOnce();
  expect(seqs()).toEqual([3]);
});

test('stopped, it closes its socket and forgets its place', () => {
  FakeSocket.latest.accept(10);
  const first = FakeSocket.latest;
  live.stop();
  live.start();
  vi.advanceTimersByTime(0);

  expect(first.closed).toBe(true);
  expect(FakeSocket.latest.url).toMatch(/\/ws\/live$/);
});
