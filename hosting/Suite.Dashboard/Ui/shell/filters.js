import { change, onAddress, query } from '../lib/address.js';
import { shareOut } from '../lib/colour.js';
import { debounced, h } from '../lib/dom.js';
import { ask } from '../lib/telemetry.js';
import { searchKey } from './keys.js';

/** Fields that write themselves into the address, and follow it. */

export function searchField(name, placeholder, signal, { width } = {}) {
  const write = debounced(() => change({ [name]: field.value.trim() }, { replace: true }));
  const field = h('input', {
    type: 'search',
    placeholder,
    'aria-label': placeholder,
    oninput: write,
    onchange: write,
    style: width ? { width } : {},
  });
  follow(name, signal, (value) => document.activeElement !== field && (field.value = value ?? ''));
  return field;
}

/** The search field of a page, which "/" goes to. */
export function mainSearch(name, placeholder, signal) {
  const field = searchField(name, placeholder, signal);
  field.placeholder += '  ( / )';
  searchKey(field, signal);
  return field;
}

export function numberField(name, label, signal) {
  const write = debounced(() => change({ [name]: field.value }, { replace: true }), 400);
  const field = h('input.number', {
    type: 'number',
    min: 0,
    step: 'any',
    placeholder: label,
    'aria-label': label,
    title: label,
    oninput: write,
  });
  follow(name, signal, (value) => document.activeElement !== field && (field.value = value ?? ''));
  return field;
}

export function choice(name, label, options, signal) {
  const select = h(
    'select',
    { 'aria-label': label, title: label, onchange: () => change({ [name]: select.value }) },
    ...options.map(([value, text]) => h('option', { value }, text)),
  );
  follow(name, signal, (value) => (select.value = value ?? ''));
  return select;
}

export function checkbox(name, label, signal) {
  const box = h('input', { type: 'checkbox', onchange: () => change({ [name]: box.checked ? 'true' : null }) });
  follow(name, signal, (value) => (box.checked = value === 'true'));
  return h('label.check', {}, box, label);
}

/** Every browser is an instance: more of them are no choice. */
const MOST_INSTANCES = 8;

/** The resources that have sent something, and their instances. */
export function resourceChoice(signal) {
  const select = choice('resource', 'Resource', [['', 'All resources']], signal);
  const known = new Set(['']);
  const update = () => {
    const wanted = query().get('resource') ?? '';
    if (!known.has(wanted)) add(wanted, wanted);
    select.value = wanted;
  };
  onAddress(update, signal);
  let run;
  onAddress(() => run !== query().get('run') && void load(), signal);
  void load();
  return select;

  function add(value, text) {
    known.add(value);
    select.append(h('option', { value }, text));
  }

  async function load() {
    run = query().get('run');
    const { items } = await ask('resources', { resource: null }, signal).catch(() => ({ items: [] }));
    shareOut(items.map((item) => item.name));
    select.replaceChildren(h('option', { value: '' }, 'All resources'));
    known.clear();
    known.add('');
    for (const { name, instances } of [...items].sort((a, b) => a.name.localeCompare(b.name))) {
      add(name, name);
      if (instances.length > 1 && instances.length <= MOST_INSTANCES)
        for (const { id } of instances) add(`${name}/${id}`, `  ${name} / ${id}`);
    }
    update();
  }
}

function follow(name, signal, set) {
  const update = () => set(query().get(name));
  onAddress(update, signal);
  update();
}
