import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import { randomId } from '@/lib/random-id';
import type { Outcome, Recorder, RequestSpan } from '@/lib/tracing';

const mostErrors = 20;
const longestStack = 4_000;

/** Sends the spans of this page to the gateway's `/otlp`, with the session's cookie, and says nothing when that fails. */
const toGateway = () =>
  new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url: new URL('/otlp/v1/traces', window.location.origin).href }),
    maxQueueSize: 512,
    maxExportBatchSize: 128,
    scheduledDelayMillis: 2_000,
  });

/**
 * Records with OpenTelemetry's own SDK. What the server does for a request follows the decision made here, so the ratio is that of
 * whole traces.
 */
export const createRecorder = (
  ratio: number,
  loadedRoute: string,
  processor: SpanProcessor = toGateway(),
): Recorder => {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'suite',
      'service.name': 'web',
      'service.instance.id': `browser-${randomId()}`,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('suite-web');
  let navigation: Span | undefined;

  recordLoading();
  recordErrors();

  /** The page as it was loaded, by the browser's own clock. */
  function recordLoading() {
    const [timing] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (!timing) return;
    const at = (milliseconds: number) => performance.timeOrigin + milliseconds;
    const span = tracer.startSpan(`load ${loadedRoute}`, { startTime: at(0), root: true });
    span.setAttributes({
      'suite.web.route': loadedRoute,
      'suite.web.load': timing.type,
      'http.response.body.size': timing.transferSize,
    });
    span.addEvent('first byte', at(timing.responseStart));
    if (timing.domContentLoadedEventEnd > 0)
      span.addEvent('document ready', at(timing.domContentLoadedEventEnd));
    span.end(at(timing.loadEventEnd || performance.now()));
  }

  /** What nobody caught. A page that fails over and over is heard of often enough. */
  function recordErrors() {
    let left = mostErrors;
    const record = (reason: unknown) => {
      if (left-- <= 0) return;
      const error = reason instanceof Error ? reason : new Error(String(reason));
      const span = tracer.startSpan('error', { root: true });
      span.addEvent('exception', {
        'exception.type': error.name,
        'exception.message': error.message,
        'exception.stacktrace': (error.stack ?? '').slice(0, longestStack),
      });
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      span.end();
    };
    window.addEventListener('error', (event) => record(event.error ?? event.message));
    window.addEventListener('unhandledrejection', (event) => record(event.reason));
  }

  const within = () => (navigation ? trace.setSpan(context.active(), navigation) : context.active());

  const request = (method: string, path: string): RequestSpan => {
    const pathname = path.split('?', 1)[0] ?? path;
    const span = tracer.startSpan(
      `${method} ${withoutIds(pathname)}`,
      {
        kind: SpanKind.CLIENT,
        // Without what was asked: that is often somebody's words.
        attributes: { 'http.request.method': method, 'url.path': pathname },
      },
      within(),
    );
    return {
      headers: { traceparent: traceParent(span) },
      sends: (bytes) => void span.setAttribute('http.request.body.size', bytes),
      end: ({ status, error }: Outcome) => {
        if (status !== undefined) span.setAttribute('http.response.status_code', status);
        const failure = error ?? (status !== undefined && status >= 400 ? String(status) : undefined);
        if (failure !== undefined) {
          span.setAttribute('error.type', failure);
          // Whoever leaves a page takes back what it asked: nothing has failed.
          if (failure !== 'aborted') span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  };

  return {
    request,
    navigation: () => {
      navigation?.end();
      const span = tracer.startSpan('route', { root: true });
      navigation = span;
      return (route) => {
        span.updateName(`route ${route}`);
        span.setAttribute('suite.web.route', route);
        span.end();
        if (navigation === span) navigation = undefined;
      };
    },
  };
};

/** W3C's header: version, trace, span, and whether it is recorded. */
const traceParent = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

/** Names are for kinds of requests, of which there are few. */
const withoutIds = (path: string): string =>
  path
    .split('/')
    .map((part) => (/^([0-9a-f-]{32,36}|\d+)$/i.test(part) ? '{id}' : part))
    .join('/');
