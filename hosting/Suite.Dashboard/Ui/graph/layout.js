/**
 * A layered drawing of a directed graph, after Sugiyama, Tagawa and Toda (1981): break cycles, put each node a layer after
 * the last of those that point to it, lead long edges through places of their own, order the layers so that few edges
 * cross, then give out coordinates.
 */
const SWEEPS = 8;
/** The height that an edge takes in a layer which it only passes. */
const PASSAGE = 14;

/**
 * `nodes`: ids; `edges`: [{from, to}]. Answers {width, height, at, paths}: `at` maps an id to {x, y, layer}, its middle;
 * `paths` maps an edge to the points that it passes between its ends, from first to last.
 */
export function layered(nodes, edges, { width = 180, height = 64, gapX = 90, gapY = 28 } = {}) {
  const known = edges.filter(({ from, to }) => from !== to && nodes.includes(from) && nodes.includes(to));
  const forward = withoutCycles(nodes, known);
  const depth = depths(nodes, forward);
  const { layers, hops, passages } = withPassages(nodes, forward, depth);
  order(layers, hops);

  const heightOf = (id) => (depth.has(id) ? height : PASSAGE);
  const tall = (layer) => layer.reduce((sum, id) => sum + heightOf(id), 0) + (layer.length - 1) * gapY;
  const total = Math.max(...layers.map(tall), height);
  const at = new Map();
  layers.forEach((layer, column) => {
    let top = (total - tall(layer)) / 2;
    for (const id of layer) {
      at.set(id, { x: column * (width + gapX) + width / 2, y: top + heightOf(id) / 2, layer: column });
      top += heightOf(id) + gapY;
    }
  });
  const paths = new Map(
    forward.map(({ edge, turned }) => {
      const points = (passages.get(edge) ?? []).map((id) => at.get(id));
      return [edge, turned ? points.reverse() : points];
    }),
  );
  return { width: layers.length * (width + gapX) - gapX, height: total, at, paths };
}

/** The edges, those turned round that lead back to where a walk came from. */
function withoutCycles(nodes, edges) {
  const state = new Map();
  const result = [];
  const visit = (id) => {
    state.set(id, 'open');
    for (const edge of edges.filter((candidate) => candidate.from === id)) {
      const turned = state.get(edge.to) === 'open';
      result.push(turned ? { edge, turned, from: edge.to, to: edge.from } : { edge, turned, from: edge.from, to: edge.to });
      if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  };
  // Where nothing leads to, a walk begins; what is left then lies on cycles only.
  const roots = nodes.filter((id) => !edges.some((edge) => edge.to === id));
  for (const id of [...roots, ...nodes]) if (!state.has(id)) visit(id);
  return result;
}

function depths(nodes, edges) {
  const depth = new Map();
  const depthOf = (id) => {
    if (!depth.has(id))
      depth.set(id, Math.max(-1, ...edges.filter((edge) => edge.to === id).map((edge) => depthOf(edge.from))) + 1);
    return depth.get(id);
  };
  nodes.forEach(depthOf);
  return depth;
}

/** The layers, with a place in between for each edge that passes one, and the hops from layer to layer. */
function withPassages(nodes, edges, depth) {
  const layers = [];
  const hops = [];
  const passages = new Map();
  for (const id of nodes) (layers[depth.get(id)] ??= []).push(id);
  edges.forEach(({ edge, from, to }, number) => {
    let last = from;
    for (let layer = depth.get(from) + 1; layer < depth.get(to); layer++) {
      const id = `passage ${number} ${layer}`;
      layers[layer].push(id);
      passages.set(edge, [...(passages.get(edge) ?? []), id]);
      hops.push({ from: last, to: id });
      last = id;
    }
    hops.push({ from: last, to });
  });
  return { layers, hops, passages };
}

/** Each place goes to the average of its neighbours in the layer before, then in the layer after, a few times. */
function order(layers, hops) {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    const place = new Map(layers.flatMap((layer) => layer.map((id, index) => [id, index - (layer.length - 1) / 2])));
    for (const layer of down ? layers : [...layers].reverse()) {
      const weight = new Map(
        layer.map((id) => {
          const near = hops.filter((hop) => (down ? hop.to : hop.from) === id).map((hop) => place.get(down ? hop.from : hop.to));
          return [id, near.length > 0 ? near.reduce((sum, one) => sum + one, 0) / near.length : place.get(id)];
        }),
      );
      layer.sort((a, b) => weight.get(a) - weight.get(b));
      layer.forEach((id, index) => place.set(id, index - (layer.length - 1) / 2));
    }
  }
}
