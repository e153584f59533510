import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { menu } from './menu.js';

/** Filters by attribute: `where=key=value`, `key!=value` or `key~text`, each a chip that can be taken away. */
/** What is longer is no value to filter by. */
const LONGEST = 200;
const OPERATORS = [
  ['=', 'is'],
  ['!=', 'is not'],
  ['~', 'contains'],
];

export const wheres = () => query().getAll('where');

export function addWhere(key, operator, value) {
  const filter = `${key}${operator}${value}`;
  if (!wheres().includes(filter)) change({ where: [...wheres(), filter] });
}

/** The chips, and a button for one more. `fields()` answers what can be filtered by: `[{name, values}]`. */
export function whereChips(fields, signal) {
  const chips = h('span.chips');
  const more = menu({ label: '+ Filter', title: 'Filter by an attribute', draw: (close) => form(fields, close), signal });
  onAddress(update, signal);
  update();
  return h('div.where', {}, chips, more.element);

  function update() {
    chips.replaceChildren(
      ...wheres().map((filter) =>
        h(
          'button.chip',
          {
            type: 'button',
            title: 'Take this filter away',
            'aria-label': `Take away ${filter}`,
            onclick: () => change({ where: wheres().filter((other) => other !== filter) }),
          },
          h('span', {}, filter),
          h('i', { 'aria-hidden': 'true' }, '✕'),
        ),
      ),
    );
  }
}

function form(fields, close) {
  const names = h('datalist', { id: 'where-names' });
  const values = h('datalist', { id: 'where-values' });
  const key = h('input', {
    required: true,
    list: 'where-names',
    placeholder: 'Attribute',
    'aria-label': 'Attribute',
    autocomplete: 'off',
    pattern: '[^=~!]+',
    oninput: suggest,
  });
  const operator = h(
    'select',
    { 'aria-label': 'Comparison' },
    ...OPERATORS.map(([sign, text]) => h('option', { value: sign }, text)),
  );
  const value = h('input', {
    required: true,
    list: 'where-values',
    placeholder: 'Value',
    'aria-label': 'Value',
    autocomplete: 'off',
  });
  let known = [];
  void fields().then(
    (items) => {
      known = items;
      names.replaceChildren(...items.map((item) => h('option', { value: item.name })));
    },
    () => {
      /* Without suggestions a name can be typed all the same. */
    },
  );
  return h('form.where-form', { onsubmit }, key, operator, value, h('button.primary', {}, 'Add'), names, values);

  function suggest() {
    const field = known.find((item) => item.name === key.value);
    values.replaceChildren(...(field?.values ?? []).map((item) => h('option', { value: item.value ?? item })));
  }

  function onsubmit(event) {
    event.preventDefault();
    close();
    addWhere(key.value.trim(), operator.value, value.value.trim());
  }
}

/** Attributes as a table, with a filter for each one click away; nothing where there are none. */
export function attributeTable(attributes, { filter = addWhere } = {}) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return [];
  return [
    h('table.attributes', {}, h('tbody', {}, ...names.map((name) => attributeRow(name, textOf(attributes[name]), filter)))),
  ];
}

function attributeRow(name, text, filter) {
  const filters = text.length <= LONGEST && [
    tool('=', `Only where ${name} is this`, () => filter(name, '=', text)),
    tool('≠', `Without ${name} of this value`, () => filter(name, '!=', text)),
  ];
  const copy = tool('⧉', `Copy ${name}`, () => void navigator.clipboard?.writeText(text));
  return h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, h('div.value', {}, text)), h('td.tools', {}, filters, copy));
}

const tool = (sign, title, onclick) => h('button.quiet', { type: 'button', title, 'aria-label': title, onclick }, sign);

const textOf = (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
