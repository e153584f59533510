import { link, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { counted } from '../lib/format.js';
import { ask } from '../lib/telemetry.js';
import { resourceChoice, mainSearch } from '../shell/filters.js';
import { telemetryPage } from '../shell/telemetry-page.js';
import { instrumentView } from './instrument.js';

/** Every instrument by its meter, and one of them drawn over time. */
export default function metricsView(root, { signal }) {
  const list = h('nav.scroll.instruments', { 'aria-label': 'Instruments' });
  const shown = instrumentView();
  const own = () => {
    const address = query();
    return {
      resource: address.get('of'),
      meter: address.get('meter'),
      name: address.get('name'),
      where: address.getAll('where'),
    };
  };
  const page = telemetryPage(root, {
    title: 'Metrics',
    kind: 'points',
    kinds: 'metrics',
    signal,
    filters: [mainSearch('text', 'Instrument or meter', signal), resourceChoice(signal)],
    content: [h('div.split', {}, list, shown.element)],
    async load(cancel) {
      const { name } = own();
      const [{ items }, series] = await Promise.all([ask('metrics', {}, cancel), name ? askSeries(cancel) : null]);
      return { items, series };
    },
    draw({ items, series }) {
      page.setSummary(counted(items.length, 'instrument'));
      redraw({ items, series });
    },
    redraw,
    isEmpty: ({ items }) => items.length === 0,
    empty: () => 'No metric came in during this time.',
  });

  // An instrument that this run or resource does not have is no failure of the page.
  async function askSeries(cancel) {
    try {
      return await ask('metrics/series', chosen(own()), cancel);
    } catch (problem) {
      if (problem.status === 404) return null;
      throw problem;
    }
  }

  function redraw({ items, series }) {
    const wanted = own();
    const words = (query().get('text') ?? '').toLowerCase().split(/\s+/);
    const matching = items.filter((item) =>
      words.every((word) => `${item.name} ${item.meter} ${item.description ?? ''}`.toLowerCase().includes(word)),
    );
    drawList(matching, wanted);
    const instrument = items.find((item) => isChosen(item, wanted));
    shown.draw(instrument, wanted.name ? series : null);
  }

  function drawList(items, wanted) {
    const several = new Set(items.map((item) => item.resource)).size > 1;
    const groups = Map.groupBy(items, (item) => (several ? `${item.resource} · ${item.meter}` : item.meter));
    const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    const scroll = list.scrollTop;
    list.replaceChildren(
      ...[...groups]
        .sort(([a], [b]) => a.localeCompare(b))
        .flatMap(([title, members]) => [
          h('h3', {}, title),
          ...members
            .sort((a, b) => a.name.localeCompare(b.name))
            .map((item) =>
              h(
                'a',
                {
                  href: link('metrics', {
                    resource: query().get('resource'),
                    text: query().get('text'),
                    of: item.resource,
                    meter: item.meter,
                    name: item.name,
                  }),
                  'aria-current': isChosen(item, wanted) && 'true',
                  title: item.description || item.name,
                },
                item.name,
                item.series > 1 && h('small', {}, ` ×${item.series}`),
              ),
            ),
        ]),
      ...(items.length === 0 ? [h('p.empty', {}, 'No instrument matches the filter.')] : []),
    );
    list.scrollTop = scroll;
    if (focused) list.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

// The list may be narrowed to an instance of the resource: then so is what is drawn.
function chosen(own) {
  const narrowed = query().get('resource');
  return { ...own, resource: narrowed?.startsWith(`${own.resource}/`) ? narrowed : own.resource };
}

const isChosen = (item, { resource, meter, name }) => item.name === name && item.meter === meter && item.resource === resource;
