import { link } from '../lib/address.js';
import { colour } from '../lib/colour.js';
import { h } from '../lib/dom.js';
import { moment, plain } from '../lib/format.js';

const SHORT = { trace: 'TRC', debug: 'DBG', information: 'INF', warning: 'WRN', error: 'ERR', fatal: 'FTL' };

export const levelSign = (level) => h(`span.level.${level}`, { title: level }, SHORT[level] ?? '–');

/** A log on one line. */
export function drawLog(log) {
  const exception = log.attributes['exception.type'];
  return h(
    `div.row.log-row.${log.level}`,
    {},
    h('time', { datetime: log.time }, moment(log.time)),
    levelSign(log.level),
    h('span.source', { style: { '--tone': colour(log.resource) }, title: log.resource }, log.resource),
    h('span.body', {}, firstLine(log), exception && h('em', {}, ` ${exception}`)),
    log.traceId &&
      h(
        'a.quiet.button',
        {
          href: link(`traces/${log.traceId}`, { span: log.spanId }),
          title: 'Open its trace',
          tabindex: -1,
        },
        'Trace',
      ),
  );
}

const firstLine = (log) => plain(log.body || log.eventName || '').split('\n', 1)[0];
