import { change, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { unitWord } from '../lib/format.js';
import { bounds } from '../lib/range.js';
import { drawDimensions } from './dimensions.js';
import { choices, linesOf, MOST, unitOf } from './lines.js';
import { lineChart } from './line-chart.js';
import { tableOf } from './table.js';

const KINDS = {
  sum: 'sum',
  counter: 'counter, per second',
  gauge: 'gauge',
  histogram: 'histogram',
  exponentialHistogram: 'histogram',
};

/** One instrument: filters by its dimensions, a chart or a table. */
export function instrumentView() {
  const chart = lineChart({
    zoom: (from, to) => change({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), paused: null }),
  });
  const head = h('header');
  const dimensions = h('div.dimensions');
  const legend = h('div.series-legend');
  const table = h('div.scroll', { hidden: true });
  const hint = h('p.empty');
  const element = h(
    'section.card.instrument',
    { 'aria-label': 'Instrument' },
    head,
    dimensions,
    chart.element,
    legend,
    table,
    hint,
  );
  let lines = [];
  let shown = '';

  function draw(instrument, answer) {
    const found = instrument && answer;
    for (const part of [head, dimensions, chart.element, legend]) part.hidden = !found;
    hint.hidden = Boolean(found);
    if (!found) {
      table.hidden = true;
      return hint.replaceChildren(
        query().get('name') ? 'This instrument sent nothing during this time.' : 'Choose an instrument.',
      );
    }
    const asTable = query().get('view') === 'table';
    const statistic = query().get('statistic');
    drawHead(instrument, answer, asTable);
    drawDimensions(dimensions, answer);
    chart.element.hidden = legend.hidden = asTable || answer.series.length === 0;
    table.hidden = !asTable || answer.series.length === 0;
    hint.hidden = answer.series.length > 0;
    hint.textContent = 'No series of this time matches the filters.';
    lines = linesOf(answer, statistic);
    if (asTable) table.replaceChildren(tableOf(answer));
    else drawChart(answer, statistic);
  }

  function drawChart(answer, statistic) {
    const off = new Set(query().getAll('off'));
    legend.replaceChildren(
      ...lines.map((line) =>
        h(
          'button.quiet',
          {
            type: 'button',
            'aria-pressed': String(!off.has(line.id)),
            title: 'Click to hide or show; with Shift this one alone',
            style: { '--tone': line.tone },
            onclick: (event) => change({ off: toggled(off, line.id, event.shiftKey) }, { replace: true }),
          },
          line.name,
        ),
      ),
      answer.series.length > MOST || answer.truncated
        ? h(
            'span.hint',
            {},
            `The first ${Math.min(MOST, answer.series.length)} of ${answer.truncated ? 'many' : answer.series.length} series; filter to see others.`,
          )
        : '',
    );
    chart.draw({
      lines: lines.filter((line) => !off.has(line.id)),
      unit: unitOf(answer, statistic),
      range: bounds(query()),
      exemplars: statistic === 'count' ? [] : (answer.exemplars ?? []),
    });
  }

  function toggled(off, id, alone) {
    if (alone)
      return off.size === lines.length - 1 && !off.has(id) ? [] : lines.map((line) => line.id).filter((other) => other !== id);
    return off.has(id) ? [...off].filter((other) => other !== id) : [...off, id];
  }

  function drawHead(instrument, answer, asTable) {
    const options = choices(answer);
    const version = JSON.stringify([instrument.name, instrument.resource, asTable, options, query().get('statistic')]);
    if (shown === version) return;
    shown = version;
    head.replaceChildren(
      ...[
        h('h2', {}, instrument.name),
        h(
          'span.hint',
          {},
          [KINDS[instrument.kind] ?? instrument.kind, unitWord(instrument.unit), instrument.resource].filter(Boolean).join(' · '),
        ),
        h(
          'div.segments',
          { role: 'group', 'aria-label': 'View' },
          h('button', { type: 'button', 'aria-pressed': String(!asTable), onclick: () => change({ view: null }) }, 'Chart'),
          h('button', { type: 'button', 'aria-pressed': String(asTable), onclick: () => change({ view: 'table' }) }, 'Table'),
        ),
        options.length > 0 && !asTable && statisticChoice(options),
        instrument.description && h('p.hint.wide', {}, instrument.description),
      ].filter(Boolean),
    );
  }

  return { element, draw };
}

function statisticChoice(options) {
  const select = h(
    'select',
    { 'aria-label': 'Statistic', onchange: () => change({ statistic: select.value, off: null }) },
    ...options.map(([key, text]) => h('option', { value: key }, text)),
  );
  select.value = query().get('statistic') ?? '';
  return select;
}
