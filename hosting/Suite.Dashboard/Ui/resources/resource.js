import { h } from '../lib/dom.js';

/** What several views say about a resource, said in one way. */
const WORDS = {
  FailedToStart: 'Failed to start',
  RuntimeUnhealthy: 'Runtime unhealthy',
  NotStarted: 'Not started',
  ValueMissing: 'Value missing',
};

const OVER = ['Exited', 'Finished', 'FailedToStart'];

export const nameOf = (resource) => resource.displayName || resource.name;

export const isOver = (resource) => OVER.includes(resource.state);

export function tone(resource) {
  if (resource.stateStyle === 'error') return 'bad';
  if (resource.health === 'unhealthy' && resource.state === 'Running') return 'bad';
  if (resource.state === 'Exited' && resource.exitCode) return 'bad';
  if (resource.stateStyle === 'warn' || resource.stateStyle === 'warning') return 'warn';
  if (resource.stateStyle === 'success') return 'good';
  if (['Starting', 'Building', 'Waiting', 'Stopping'].includes(resource.state)) return 'busy';
  return 'idle';
}

export function stateText(resource) {
  const word = WORDS[resource.state] ?? resource.state ?? 'Unknown';
  if (resource.state === 'Running' && resource.health === 'unhealthy') return 'Running, unhealthy';
  if (resource.state === 'Running' && resource.health === 'healthy') return 'Healthy';
  return isOver(resource) && resource.exitCode ? `${word} (${resource.exitCode})` : word;
}

export function stateSign(resource) {
  return h(`span.state.${tone(resource)}`, {}, h('i', { 'aria-hidden': 'true' }), stateText(resource));
}

/** Why it is as it is, in one sentence, or ''. */
export function why(resource) {
  if (resource.waitingFor?.length > 0) return `Waits for ${resource.waitingFor.join(', ')}`;
  if (resource.reason) return resource.reason;
  const report = resource.healthReports?.find((candidate) => candidate.status === 'unhealthy');
  if (report) return report.description || `${report.name} is unhealthy`;
  return '';
}

export function endpointLinks(resource) {
  return (resource.endpoints ?? []).map((endpoint) =>
    /^https?:/.test(endpoint.url)
      ? h(
          'a',
          { href: endpoint.url, target: '_blank', rel: 'noreferrer', dataset: { focus: endpoint.url } },
          endpoint.displayText || short(endpoint.url),
        )
      : h('code', {}, endpoint.displayText || endpoint.url),
  );
}

/** Seconds from creation to readiness; undefined while it is not ready. */
export function readyAfter(resource) {
  if (!resource.readyAt || !resource.startedAt) return undefined;
  return Math.max(0, (Date.parse(resource.readyAt) - Date.parse(resource.startedAt)) / 1000);
}

const short = (url) => url.replace(/^https?:\/\//, '').replace(/\/$/, '');
