import { change, onAddress, query } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { bounds, PRESETS, rangeText } from '../lib/range.js';
import { menu } from './menu.js';

/** Which time is looked at: one of the usual ranges, or one of one's own. */
export function rangePicker(signal) {
  const picker = menu({ title: 'Time range', draw, signal });
  const update = () => picker.setText(rangeText(query()));
  onAddress(update, signal);
  update();
  return picker.element;

  function draw(close) {
    const choose = (from, to) => (close(), change({ from, to, paused: null }));
    const address = query();
    const presets = address.get('run') ? [[null, 'Whole run']] : PRESETS;
    return [
      h(
        'div.choices',
        {},
        ...presets.map(([from, text]) =>
          h(
            'button.quiet',
            {
              type: 'button',
              'aria-current': text === rangeText(address) && 'true',
              onclick: () => choose(from, null),
            },
            text,
          ),
        ),
      ),
      ownRange(address, choose),
    ];
  }
}

function ownRange(address, choose) {
  const [begin, end] = bounds(address) ?? [Date.now() - 900_000, Date.now()];
  const from = h('input', { type: 'datetime-local', step: 1, required: true, value: local(begin) });
  const to = h('input', { type: 'datetime-local', step: 1, required: true, value: local(end) });
  return h(
    'form.own-range',
    { onsubmit },
    h('label', {}, 'From', from),
    h('label', {}, 'To', to),
    h('button.primary', {}, 'Show'),
  );

  function onsubmit(event) {
    event.preventDefault();
    to.setCustomValidity(from.value < to.value ? '' : 'The end comes before the beginning.');
    if (to.reportValidity()) choose(new Date(from.value).toISOString(), new Date(to.value).toISOString());
  }
}

/** What an input for date and time wants: local time without a zone. */
function local(ms) {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 19);
}
