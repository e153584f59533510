import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { bytes, counted, minute } from '../lib/format.js';
import { getJson } from '../lib/telemetry.js';

/** Which run is looked at: the present one, an old one or an imported one. */
export function runPicker(signal) {
  const select = h('select', {
    'aria-label': 'Run',
    title: 'Run',
    onchange: () => change({ run: select.value, from: null, to: null, paused: null, resource: null }),
  });
  onAddress(update, signal);
  void load();
  return select;

  async function load() {
    const { items } = await getJson('api/telemetry/views/runs', signal).catch(() => ({ items: [] }));
    const old = items.filter((run) => !run.current);
    select.replaceChildren(
      h('option', { value: '' }, 'Present run'),
      ...old.map((run) =>
        h('option', { value: run.id, title: run.problem ?? facts(run), disabled: Boolean(run.problem) }, nameOf(run)),
      ),
    );
    select.hidden = old.length === 0;
    update();
  }

  function update() {
    const wanted = query().get('run') ?? '';
    // A run that is not known any more is said to be so, not passed off as the present one.
    if (wanted && ![...select.options].some((option) => option.value === wanted)) {
      select.append(h('option', { value: wanted }, 'Unknown run'));
      select.hidden = false;
    }
    select.value = wanted;
  }
}

const nameOf = (run) => (run.imported ? `Imported: ${run.name}` : `Run of ${minute(run.startedAt)}`);

const facts = (run) =>
  [counted(run.spans, 'span'), counted(run.logs, 'log'), counted(run.points, 'point'), bytes(run.bytes)].join(' · ');
