import { expect, test, vi } from 'vitest';
import { getJson, ProblemError, query, sendForm, sendJson } from '@/lib/http';
import { recordWith } from '@/lib/tracing';
import { problem, serve } from '@/testing/fake-server';

const failureOf = async (request: Promise<unknown>): Promise<ProblemError> => {
  const error: unknown = await request.catch((reason: unknown) => reason);
  if (!(error instanceof ProblemError)) throw new Error(`Not a problem: ${String(error)}`);
  return error;
};

test("a refusal carries the server's code and its words", async () => {
  serve({ 'GET /api/assets/*': problem(404, 'asset-not-found', 'There is no such asset.') });

  const failure = await failureOf(getJson('/api/assets/x'));

  expect(failure).toMatchObject({ status: 404, code: 'asset-not-found', message: 'There is no such asset.' });
});

test('field errors become one sentence after the other', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      Response.json(
        { title: 'Bad', errors: { name: ['Name is missing.'], age: ['Too old.'] } },
        { status: 400 },
      ),
    ),
  );

  expect((await failureOf(sendJson('POST', '/api/x', {}))).message).toBe('Name is missing. Too old.');
});

test('an answer that is no problem document still has a code and a sentence', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 })));

  const failure = await failureOf(getJson('/api/x'));

  expect(failure.code).toBe('http-502');
  expect(failure.message).toContain('Try again');
});

test('no connection is a problem of its own', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

  expect(await failureOf(getJson('/api/x'))).toMatchObject({ status: 0, code: 'unreachable' });
});

test('an answer that breaks off is no answer, and the span of its request ends', async () => {
  const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
  const end = vi.fn();
  recordWith({
    request: () => ({ headers: {}, sends: () => undefined, end }),
    navigation: () => () => undefined,
  });

  const failure = await failureOf(getJson('/api/x'));
  recordWith(undefined);

  expect(failure).toMatchObject({ status: 0, code: 'unreachable' });
  expect(end.mock.calls).toEqual([[{ error: 'unreachable' }]]);
});

test('a cancelled request stays a cancellation', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new DOMException('Aborted', 'AbortError')));

  await expect(getJson('/api/x')).rejects.toMatchObject({ name: 'AbortError' });
});

test('unset values are left out of a query string', () => {
  expect(query({ q: 'red & blue', kind: undefined, state: null, deleted: false, limit: 5 })).toBe(
    '?q=red+%26+blue&limit=5',
  );
  expect(query({ q: '' })).toBe('');
});

test('a form that was cancelled before it was sent is not sent', async () => {
  const signal = AbortSignal.abort();

  const sending = (async () =>
    sendForm('/api/assets', new FormData(), { signal, onProgress: () => undefined }))();

  await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
});
