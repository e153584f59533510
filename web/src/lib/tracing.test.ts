import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { SpanStatusCode } from '@opentelemetry/api';
import { afterEach, expect, test, vi } from 'vitest';
import { getJson, sendJson } from '@/lib/http';
import { recordWith, startTracing, traceNavigation, traceRequest } from '@/lib/tracing';
import { createRecorder } from '@/lib/tracing-recorder';
import { problem, serve } from '@/testing/fake-server';

afterEach(() => recordWith(undefined));

/** Records every trace of which `ratio` lets it, into the list that is answered. */
const record = (ratio = 1) => {
  const exporter = new InMemorySpanExporter();
  recordWith(createRecorder(ratio, '/library', new SimpleSpanProcessor({ exporter })));
  return (name: string): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => span.name === name);
};

/** The headers of the requests that the page makes. */
const listen = () => {
  const headers: Record<string, string>[] = [];
  vi.stubGlobal('fetch', (_: string, init: { headers: Record<string, string> }) => {
    headers.push(init.headers);
    return Promise.resolve(Response.json({}));
  });
  return headers;
};

test('nothing is told before somebody has signed in', async () => {
  const headers = listen();

  await getJson('/api/assets');

  expect(headers[0]).not.toHaveProperty('traceparent');
});

test('a request carries its span to the server', async () => {
  const spans = record();
  const headers = listen();

  await getJson('/api/assets/0190f5c2-5a90-7c3e-8f5e-000000000001?q=somebody');

  const span = spans('GET /api/assets/{id}')[0];
  const { traceId, spanId } = span?.spanContext() ?? {};
  expect(headers[0]?.['traceparent']).toBe(`00-${traceId}-${spanId}-01`);
  expect(span?.attributes).toMatchObject({ 'http.response.status_code': 200 });
  expect(JSON.stringify(span?.attributes)).not.toContain('somebody');
});

test('a trace that is not recorded is not recorded by the server either', async () => {
  const spans = record(0);
  const headers = listen();

  await getJson('/api/assets');

  expect(headers[0]?.['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect(spans('GET /api/assets')).toHaveLength(0);
});

test('no other site learns of our traces', () => {
  record();

  expect(traceRequest('GET', 'https://example.org/api/assets').headers).toEqual({});
  expect(traceRequest('GET', '//example.org/api/assets').headers).toEqual({});
});

test('a refusal marks its span', async () => {
  const spans = record();
  serve({ 'POST /api/things': problem(409, 'taken', 'It is taken.') });

  await sendJson('POST', '/api/things', {}).catch(() => undefined);

  expect(spans('POST /api/things')[0]?.status.code).toBe(SpanStatusCode.ERROR);
});

test('what a page asks while it opens belongs to its opening', async () => {
  const spans = record();
  listen();

  const arrive = traceNavigation();
  await getJson('/api/jobs');
  arrive('/jobs/$jobId');

  const route = spans('route /jobs/$jobId')[0];
  expect(spans('GET /api/jobs')[0]?.parentSpanContext?.spanId).toBe(route?.spanContext().spanId);
});

test('errors that nobody caught are recorded, and not without end', () => {
  const spans = record();

  for (let i = 0; i < 30; i++)
    window.dispatchEvent(new ErrorEvent('error', { error: new Error('It broke.') }));

  expect(spans('error')).toHaveLength(20);
  expect(spans('error')[0]?.events[0]?.attributes).toMatchObject({ 'exception.message': 'It broke.' });
});

test('without traces the recorder is not even loaded', () => {
  const idle = vi.fn();
  vi.stubGlobal('requestIdleCallback', idle);

  startTracing(0, '/library');

  expect(idle).not.toHaveBeenCalled();
});
