import { go, link } from '../lib/address.js';
import { colour } from '../lib/colour.js';
import { detailsHead, factList, section } from '../lib/details.js';
import { h } from '../lib/dom.js';
import { duration, moment, plain } from '../lib/format.js';
import { attributeTable } from '../shell/where.js';
import { levelSign } from '../logs/row.js';
import { endOf, ownTime } from './tree.js';

const STACK = 'exception.stacktrace';

/** All traces that have the same. */
const toTraces = (name, sign, text) => go(link('traces', { where: `${name}${sign}${text}` }));

/** Everything about one span. */
export function spanDetails({ row, rows, trace, close, zoom }) {
  const { span } = row;
  const logs = trace.logs.filter((log) => log.spanId === span.spanId);
  return [
    detailsHead(span.name, close),
    row.failed && h('p.notice', {}, span.statusMessage || 'Failed'),
    h(
      'div.actions',
      {},
      h('button', { type: 'button', onclick: () => zoom(span.startUs, endOf(span)) }, 'Look closer'),
      h('a.button', { href: link('logs', { traceId: trace.traceId, spanId: span.spanId }) }, 'Its logs'),
    ),
    factList(facts(row, rows, trace)),
    ...section('Attributes', attributeTable(span.attributes, { filter: toTraces })),
    ...section(
      'Events',
      span.events.map((event) => eventOf(event, span)),
    ),
    ...section('Logs', logs.map(logOf)),
    ...section('Links', span.links.map(linkOf)),
  ].filter(Boolean);
}

function facts({ span, ...row }, rows, trace) {
  return [
    ['Resource', h('span.part', { style: { '--tone': colour(span.resource) } }, span.resource)],
    ['Instance', span.instance],
    ['Kind', span.kind],
    [
      'Begins',
      `${moment(new Date(Date.parse(trace.startedAt) + span.startUs / 1000).toISOString())}, after ${duration(span.startUs)}`,
    ],
    ['Duration', duration(span.durationUs)],
    ['Of its own', row.children > 0 && duration(ownTime(rows, { span, ...row }))],
    ['Clock', span.skewUs !== 0 && span.skewUs !== undefined && `moved by ${duration(Math.abs(span.skewUs))}`],
    ['Scope', span.scope],
    ['Span', h('code', {}, span.spanId)],
    ['Parent', span.parentId && h('code', {}, span.parentId)],
  ];
}

function eventOf(event, span) {
  const { [STACK]: stack, ...attributes } = event.attributes;
  return h(
    'div.event-block',
    {},
    h('div.event-head', {}, h('b', {}, event.name), h('time', {}, `after ${duration(Math.max(0, event.atUs - span.startUs))}`)),
    attributeTable(attributes, { filter: toTraces }),
    stack && h('pre', { tabindex: 0 }, String(stack)),
  );
}

const logOf = (log) =>
  h(
    'a.log-line',
    { href: link('logs', { traceId: log.traceId, spanId: log.spanId, log: log.id }) },
    levelSign(log.level),
    h('time', {}, moment(log.time)),
    h('span', {}, plain(log.body ?? log.eventName ?? '')),
  );

const linkOf = (one) =>
  h(
    'div.event-block',
    {},
    h(
      'a',
      { href: link(`traces/${one.traceId}`, { span: one.spanId }) },
      `Trace ${one.traceId.slice(0, 8)}, span ${one.spanId.slice(0, 8)}`,
    ),
    attributeTable(one.attributes, { filter: toTraces }),
  );
