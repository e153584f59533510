import { colour } from '../lib/colour.js';
import { h } from '../lib/dom.js';
import { counted, duration, moment } from '../lib/format.js';

/** What is said of a whole trace: its name, its figures, who took part, and whether clocks differ. */
export function headline() {
  const title = h('h1', {}, 'Trace');
  const facts = h('p.summary', { role: 'status' });
  const legend = h('div.legend');
  const skew = h('p.hint', { hidden: true });

  function draw(trace, rows) {
    title.textContent = title.title = trace.name;
    document.title = `${trace.name} · Suite dashboard`;
    const known = factsOf(trace, rows);
    facts.replaceChildren(...known.flatMap((fact, index) => (index > 0 ? [' · ', fact] : [fact])));
    legend.replaceChildren(
      ...trace.resources.map(({ name, spans }) =>
        h('span.part', { style: { '--tone': colour(name) } }, name, h('small', {}, String(spans))),
      ),
    );
    skew.textContent = skewOf(trace);
    skew.hidden = skew.textContent === '';
  }

  return { title, facts, legend, skew, draw };
}

function factsOf(trace, rows) {
  const errors = rows.filter((row) => row.failed).length;
  return [
    moment(trace.startedAt),
    duration(trace.durationUs),
    trace.truncated ? `${counted(trace.spans.length, 'span')} of ${trace.spanCount}` : counted(trace.spans.length, 'span'),
    errors > 0 && h('b.bad', {}, counted(errors, 'error')),
    trace.incomplete && 'its first span has not come in',
  ].filter(Boolean);
}

function skewOf(trace) {
  const moved = trace.spans.filter((span) => span.skewUs);
  if (moved.length === 0) return '';
  const names = [...new Set(moved.map((span) => span.resource))].join(', ');
  const most = duration(Math.max(...moved.map((span) => Math.abs(span.skewUs))));
  return `The clocks differ: spans of ${names} were moved by up to ${most} to lie within their parents.`;
}
