import { change, query } from '../lib/address.js';
import { h } from '../lib/dom.js';

/** A choice for each dimension of an instrument. Lists that are open are not drawn anew below somebody's hand. */
export function drawDimensions(container, answer) {
  const wheres = query().getAll('where');
  const version = JSON.stringify([wheres, answer.dimensions]);
  if (container.dataset.version === version) return;
  container.dataset.version = version;
  const names = Object.keys(answer.dimensions ?? {}).sort();
  container.replaceChildren(
    ...names.map((name) => h('label', {}, name, choiceOf(name, answer.dimensions[name].map(String), wheres))),
  );
}

function choiceOf(name, known, wheres) {
  const isOwn = (filter) => filter.startsWith(`${name}=`);
  const current = wheres.find(isOwn)?.slice(name.length + 1) ?? '';
  const values = [...new Set(current ? [...known, current] : known)];
  const select = h(
    'select',
    { onchange: choose },
    h('option', { value: '' }, `All (${values.length})`),
    ...values.map((one) => h('option', { value: one }, one || '(empty)')),
  );
  select.value = current;
  return select;

  function choose() {
    const others = wheres.filter((filter) => !isOwn(filter));
    change({ where: select.value ? [...others, `${name}=${select.value}`] : others, off: null });
  }
}
