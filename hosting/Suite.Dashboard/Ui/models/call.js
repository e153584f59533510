import { link } from '../lib/address.js';
import { detailsHead, factList, section } from '../lib/details.js';
import { h } from '../lib/dom.js';
import { count, milliseconds, moment, money } from '../lib/format.js';

/** Everything about one call of a model. */
export function callDetails(call, close) {
  return [
    detailsHead(call.model || 'Model call', close),
    call.error && h('p.notice', {}, call.error),
    h(
      'div.actions',
      {},
      h('a.button', { href: link(`traces/${call.traceId}`, { span: call.spanId }) }, 'Open its trace'),
      h('a.button', { href: link('logs', { traceId: call.traceId, spanId: call.spanId }) }, 'Its logs'),
    ),
    factList([
      ['Time', moment(call.time)],
      ['Operation', call.operation],
      ['Provider', call.provider],
      ['Resource', call.resource],
      ['Duration', milliseconds(call.durationMs)],
      ['Tokens', tokenPair(call)],
      ['Cost', cost(call.costUsd)],
    ]),
    ...text('Prompt', call.prompt),
    ...text('Answer', call.completion),
    !call.prompt && !call.completion && h('p.hint', {}, 'Prompt and answer were not recorded.'),
  ].filter(Boolean);
}

const text = (title, content) => section(title, content ? [h('pre', { tabindex: 0 }, readable(content))] : []);

/** Messages come as JSON by the conventions; indented they can be read. */
function readable(content) {
  if (!/^\s*[[{]/.test(content)) return content;
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

/** What a call did not tell is a dash. */
export const tokens = (value) => (value === null || value === undefined ? '–' : count(value));

/** What went in and what came out. */
export const tokenPair = ({ inputTokens, outputTokens }) =>
  (inputTokens ?? outputTokens ?? null) === null ? '–' : `${tokens(inputTokens)} → ${tokens(outputTokens)}`;

export const cost = (value) => (value === null || value === undefined ? '–' : money(value));
