import { change } from '../lib/address.js';
import { h } from '../lib/dom.js';
import { postFile, questionOf } from '../lib/telemetry.js';
import { toast } from './toast.js';
import { menu } from './menu.js';

const LIMIT = 100 * 1024 * 1024;

/** Telemetry out of the dashboard as a file, and out of a file into it. */
export function dataMenu({ kinds, own = () => ({}), signal }) {
  const file = h('input', {
    type: 'file',
    accept: '.json,.jsonl,.ndjson',
    hidden: true,
    'aria-label': 'File to import',
    onchange: () => void take(),
  });
  const picker = menu({
    label: 'Data',
    title: 'Export and import',
    signal,
    draw: (close) => [
      h(
        'div.choices',
        {},
        h('a.button.quiet', { href: exportOf(kinds), download: '', onclick: close }, `Export ${kinds} shown`),
        h(
          'a.button.quiet',
          { href: exportOf('traces,logs,metrics'), download: '', onclick: close },
          'Export everything of this time',
        ),
        h('button.quiet', { type: 'button', onclick: () => (close(), file.click()) }, 'Import a file…'),
      ),
      h('p.hint', {}, 'OTLP JSON. What is imported becomes a run of its own.'),
    ],
  });
  picker.element.append(file);
  return picker.element;

  function exportOf(what) {
    const params = questionOf(what === kinds ? own() : {});
    params.set('kinds', what);
    return `api/telemetry/export?${params}`;
  }

  async function take() {
    const [chosen] = file.files;
    file.value = '';
    if (!chosen) return;
    if (chosen.size > LIMIT) return toast(`${chosen.name} is larger than 100 MB.`);
    try {
      const run = await postFile(`api/telemetry/import?name=${encodeURIComponent(chosen.name)}`, chosen);
      toast(`${chosen.name} is imported.`, 'good');
      change({ run: run.id, from: null, to: null, paused: null, resource: null });
    } catch (problem) {
      toast(problem.message);
    }
  }
}
