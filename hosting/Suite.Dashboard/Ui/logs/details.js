import { link } from '../lib/address.js';
import { detailsHead, factList, section } from '../lib/details.js';
import { h } from '../lib/dom.js';
import { moment, plain } from '../lib/format.js';
import { attributeTable } from '../shell/where.js';
import { levelSign } from './row.js';

const STACK = 'exception.stacktrace';

/** Everything about one log. */
export function logDetails(log, close) {
  const { [STACK]: stack, ...attributes } = log.attributes;
  return [
    detailsHead(log.eventName || 'Log', close, levelSign(log.level)),
    log.traceId &&
      h(
        'div.actions',
        {},
        h('a.button', { href: link(`traces/${log.traceId}`, { span: log.spanId }) }, 'Open its trace'),
        h('a.button', { href: link('logs', { traceId: log.traceId }) }, 'Logs of the trace'),
      ),
    h('pre.body', { tabindex: 0 }, plain(log.body ?? '')),
    ...section('Stack trace', stack ? [h('pre', { tabindex: 0 }, String(stack))] : []),
    factList([
      ['Time', moment(log.time)],
      ['Level', log.severityText || log.level],
      ['Resource', log.resource],
      ['Instance', log.instance],
      ['Category', log.scope],
      ['Trace', log.traceId && h('code', {}, log.traceId)],
      ['Span', log.spanId && h('code', {}, log.spanId)],
    ]),
    ...section('Attributes', attributeTable(attributes)),
  ].filter(Boolean);
}
