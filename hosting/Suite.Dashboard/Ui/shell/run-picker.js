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
  onAddress(follow, signal);
  void load();
  return select;

  // A run that is not in the list may have been imported since.
  function follow() {
    if (isKnown()) update();
    else void load();
  }

  async function load() {
    const { items } = await getJson('api/telemetry/views/runs', signal).catch(() => ({ items: [] }));
    const old = items.filter((run) => !run.current);
    select.replaceChildren(h('option', { value: '' }, 'Present run'), ...old.map(optionOf));
    // A run that is gone is said to be so, not passed off as the present one.
    if (!isKnown()) select.append(h('option', { value: wanted() }, 'Unknown run'));
    select.hidden = select.options.length === 1;
    update();
  }

  function update() {
    select.value = wanted();
  }

  function isKnown() {
    return [...select.options].some((option) => option.value === wanted());
  }
}

const wanted = () => query().get('run') ?? '';

const optionOf = (run) =>
  h('option', { value: run.id, title: run.problem ?? facts(run), disabled: Boolean(run.problem) }, nameOf(run));

const nameOf = (run) => (run.imported ? `Imported: ${run.name}` : `Run of ${minute(run.startedAt)}`);

const facts = (run) =>
  [counted(run.spans, 'span'), counted(run.logs, 'log'), counted(run.points, 'point'), bytes(run.bytes)].join(' · ');
