import { detailsHead, factList, section } from '../lib/details.js';
import { h } from '../lib/dom.js';
import { clockTime, plain, seconds } from '../lib/format.js';
import { toast } from '../shell/toast.js';
import { commandButtons, post } from './commands.js';
import { endpointLinks, nameOf, readyAfter, stateSign, why } from './resource.js';

const VIEWS = { console: 'Console', logs: 'Logs', traces: 'Traces', metrics: 'Metrics' };

/** Everything about one resource. What was revealed or scrolled stays as it is while the resource does not change. */
export function drawDetails(panel, resource, close) {
  panel.hidden = !resource;
  const version = JSON.stringify(resource ?? null);
  if (panel.dataset.version === version) return;
  const sameResource = panel.dataset.resource === resource?.name;
  const scroll = sameResource ? panel.scrollTop : 0;
  const focus = panel.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  panel.dataset.version = version;
  panel.dataset.resource = resource?.name ?? '';
  if (!resource) return panel.replaceChildren();

  panel.replaceChildren(
    detailsHead(nameOf(resource), close, stateSign(resource)),
    h(
      'div.actions',
      {},
      ...['console', 'logs', 'traces', 'metrics'].map((view) =>
        h('a.button', { href: `${view}?resource=${encodeURIComponent(resource.name)}`, dataset: { focus: view } }, VIEWS[view]),
      ),
      ...commandButtons(resource),
    ),
    facts(resource),
    ...section('Health', (resource.healthReports ?? []).map(reportLine)),
    ...section('Last lines', lastLines(resource)),
    ...section('Environment', environment(resource)),
  );
  panel.scrollTop = scroll;
  if (focus) panel.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

function facts(resource) {
  const ready = readyAfter(resource);
  const rows = [
    ['Type', resource.type],
    ['Reason', why(resource)],
    ['Exit code', resource.exitCode],
    ['Parent', resource.parent],
    ['Endpoints', endpointLinks(resource)],
    ['Start order', resource.startOrder && `#${resource.startOrder}`],
    ['Started', clockTime(resource.startedAt)],
    ['Ready', ready === undefined ? '' : `${clockTime(resource.readyAt)}, after ${seconds(ready)}`],
    ['Waits for', (resource.waitsFor ?? []).join(', ')],
    ['Refers to', (resource.references ?? []).join(', ')],
    ['Held back by', (resource.heldBackBy ?? []).join(', ')],
    ['Stopped', clockTime(resource.stoppedAt)],
  ];
  return factList(rows);
}

function reportLine(report) {
  const tones = { healthy: 'good', unhealthy: 'bad', degraded: 'warn' };
  return h(
    'div.report',
    {},
    h(`span.state.${tones[report.status] ?? 'idle'}`, {}, h('i', { 'aria-hidden': 'true' }), report.name),
    h('span', {}, report.description || report.status || 'not checked yet'),
  );
}

function lastLines(resource) {
  const lines = resource.lastLines ?? [];
  return lines.length === 0 ? [] : [h('pre', { tabindex: 0 }, lines.map(plain).join('\n'))];
}

function environment(resource) {
  const variables = [...(resource.environment ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  return variables.length === 0
    ? []
    : [
        h(
          'table.environment',
          {},
          h(
            'tbody',
            {},
            ...variables.map((variable) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, variable.name),
                h('td', {}, variable.secret ? hidden(resource, variable) : (variable.value ?? '')),
              ),
            ),
          ),
        ),
      ];
}

function hidden(resource, variable) {
  const cell = h('span.secret', {}, '••••••••');
  const button = h(
    'button.quiet',
    {
      type: 'button',
      'aria-label': `Show ${variable.name}`,
      dataset: { focus: `show-${variable.name}` },
      onclick: async () => {
        if (button.textContent === 'Hide') {
          cell.textContent = '••••••••';
          button.textContent = 'Show';
          return;
        }
        try {
          const path = `api/resources/${encodeURIComponent(resource.name)}/environment/${encodeURIComponent(variable.name)}/reveal`;
          cell.textContent = (await post(path)).value;
          button.textContent = 'Hide';
        } catch (problem) {
          toast(problem.message);
        }
      },
    },
    'Show',
  );
  return h('span.reveal', {}, cell, button);
}
