import { h } from '../lib/dom.js';
import { graphView } from '../graph/graph.js';
import { nameOf, stateText, tone, why } from './resource.js';

/** Who needs whom: an arrow leads from a resource to those that wait for it or refer to it. */
export function resourceGraph({ select, selected }) {
  const graph = graphView({ label: 'Resources and what they need', open: select, selected });
  const element = h(
    'div.graph-page',
    {},
    graph.element,
    h('p.legend', {}, h('i.waits'), 'is waited for by', h('i.refers'), 'is referred to by'),
  );

  return {
    element,
    draw(resources) {
      // Parameters are given to nearly everybody and would only cover the rest with arrows.
      const shown = resources.filter((resource) => resource.type !== 'Parameter');
      graph.draw(shown.map(nodeOf), edgesOf(shown));
    },
  };
}

function nodeOf(resource) {
  return {
    id: resource.name,
    title: nameOf(resource),
    tone: tone(resource),
    lines: [resource.type, why(resource) || stateText(resource)].filter(Boolean),
  };
}

function edgesOf(resources) {
  return resources.flatMap((resource) => {
    const waits = new Set([...(resource.waitsFor ?? []), ...(resource.waitingFor ?? [])]);
    const parent = resource.parent && !waits.has(resource.parent) ? [resource.parent] : [];
    const refers = [...parent, ...(resource.references ?? [])].filter((name) => !waits.has(name));
    return [
      ...[...waits].map((name) => ({
        from: name,
        to: resource.name,
        title: `${resource.name} waits for ${name}`,
        tone: (resource.waitingFor ?? []).includes(name) ? 'busy' : 'idle',
      })),
      ...[...new Set(refers)].map((name) => ({
        from: name,
        to: resource.name,
        dashed: true,
        title: `${resource.name} refers to ${name}`,
      })),
    ];
  });
}
