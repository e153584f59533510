// Sends a trace of two spans, four metrics and a log record with the official exporters, and says what each answered.
//   node send.mjs protobuf|json|grpc ADDRESS KEY
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [format, address, key] = process.argv.slice(2);
const packages = { protobuf: 'proto', json: 'http', grpc: 'grpc' };
const { Metadata } = await import('@grpc/grpc-js');

async function exporterOf(signal, name) {
  const { [name]: Exporter } = await import(`@opentelemetry/exporter-${signal}-otlp-${packages[format]}`);
  if (format === 'grpc') {
    const metadata = new Metadata();
    metadata.set('x-otlp-api-key', key);
    return new Exporter({ url: address, metadata, compression: 'gzip' });
  }
  const path = { trace: 'traces', metrics: 'metrics', logs: 'logs' }[signal];
  return new Exporter({ url: `${address}/v1/${path}`, headers: { 'x-otlp-api-key': key }, compression: format === 'json' ? 'none' : 'gzip' });
}

const failures = [];
function watched(exporter) {
  const send = exporter.export.bind(exporter);
  exporter.export = (items, done) => send(items, (result) => {
    if (result.code !== 0) failures.push(String(result.error));
    done(result);
  });
  return exporter;
}

const resource = resourceFromAttributes({ 'service.name': `js-${format}`, 'service.instance.id': 'one', 'process.pid': process.pid });

const traces = new BasicTracerProvider({
  resource,
  spanProcessors: [new SimpleSpanProcessor(watched(await exporterOf('trace', 'OTLPTraceExporter')))],
});
const tracer = traces.getTracer('shop', '1.0');
const parent = tracer.startSpan('checkout', { kind: SpanKind.SERVER, attributes: { 'cart.items': 3, 'cart.total': 9.75, tags: ['a', 'b'] } }, ROOT_CONTEXT);
const within = trace.setSpan(ROOT_CONTEXT, parent);
const child = tracer.startSpan('pay', { kind: SpanKind.CLIENT, links: [{ context: parent.spanContext(), attributes: { why: 'same cart' } }] }, within);
child.addEvent('card refused', { code: 51 });
child.setStatus({ code: SpanStatusCode.ERROR, message: 'no money' });
child.end();
parent.end();

const metrics = new MeterProvider({
  resource,
  views: [{ instrumentName: 'wait', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
  readers: [new PeriodicExportingMetricReader({ exporter: watched(await exporterOf('metrics', 'OTLPMetricExporter')), exportIntervalMillis: 3_600_000 })],
});
const meter = metrics.getMeter('shop');
meter.createCounter('orders', { unit: '{order}', description: 'Orders placed.' }).add(5, { country: 'de' });
meter.createHistogram('price', { unit: 'By', advice: { explicitBucketBoundaries: [1, 10] } }).record(4);
const wait = meter.createHistogram('wait', { unit: 's' });
for (const seconds of [0, 0.1, 0.2, 4]) wait.record(seconds);
meter.createObservableGauge('stock').addCallback((result) => result.observe(-2.5));

const logs = new LoggerProvider({
  resource,
  processors: [new SimpleLogRecordProcessor({ exporter: watched(await exporterOf('logs', 'OTLPLogExporter')) })],
});
logs.getLogger('till').emit({
  severityNumber: 17, severityText: 'ERROR', body: { text: 'refused', attempts: [1, 2] }, eventName: 'payment.refused', attributes: { card: 'visa' }, context: within,
});

await Promise.all([traces.forceFlush(), metrics.forceFlush(), logs.forceFlush()]).catch((error) => failures.push(String(error)));
await Promise.all([traces.shutdown(), metrics.shutdown(), logs.shutdown()]);
console.log(failures.length === 0 ? 'delivered' : failures.join('\n'));
process.exit(failures.length === 0 ? 0 : 1);
