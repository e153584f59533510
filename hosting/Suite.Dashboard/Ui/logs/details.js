import { link } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { moment, plain } from '../lib/format.js';
import { attributeTable } from '../shell/where.js';
import { levelSign } from './row.js';

const STACK = 'exception.stacktrace';

/** Everything about one log. */
export function logDetails(log, close) {
  const attributes = { ...log.attributes };
  delete attributes[STACK];
  return [
    h(
      'header',
      {},
      levelSign(log.level),
      h('h2', {}, log.eventName || 'Log'),
      h('button.quiet', { type: 'button', 'aria-label': 'Close details', onclick: close }, '✕'),
    ),
    log.traceId &&
      h(
        'div.actions',
        {},
        h('a.button', { href: link(`traces/${log.traceId}`, { span: log.spanId }) }, 'Open its trace'),
        h('a.button', { href: link('logs', { traceId: log.traceId }) }, 'Logs of the trace'),
      ),
    h('pre.body', { tabindex: 0 }, plain(log.body ?? '')),
    log.attributes[STACK] && h('h3', {}, 'Stack trace'),
    log.attributes[STACK] && h('pre', { tabindex: 0 }, String(log.attributes[STACK])),
    h(
      'dl',
      {},
      ...[
        ['Time', moment(log.time)],
        ['Level', log.severityText || log.level],
        ['Resource', log.resource],
        ['Instance', log.instance],
        ['Category', log.scope],
        ['Trace', log.traceId && h('code', {}, log.traceId)],
        ['Span', log.spanId && h('code', {}, log.spanId)],
      ]
        .filter(([, value]) => value)
        .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    Object.keys(attributes).length > 0 && h('h3', {}, 'Attributes'),
    Object.keys(attributes).length > 0 && attributeTable(attributes),
  ].filter(Boolean);
}
