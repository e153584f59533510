import type {
  Calculation,
  FieldOptions,
  Override,
  Threshold,
} from '@/features/operations/dashboard/dashboard';
import type { Json } from '@/features/operations/dashboard/json';

const calculations: Record<string, Calculation> = {
  last: 'lastNotNull',
  lastNotNull: 'lastNotNull',
  mean: 'mean',
  max: 'max',
  min: 'min',
  sum: 'sum',
};

export const readCalculation = (json: Json): Calculation | undefined => calculations[json.text()];

/** A panel's `fieldConfig.defaults`. */
export const readField = (json: Json): FieldOptions => ({
  unit: json.at('unit').text('none'),
  decimals: json.at('decimals').number(),
  min: json.at('min').number(),
  max: json.at('max').number(),
  thresholds: readThresholds(json.at('thresholds')),
  color: readColor(json.at('color')),
  displayName: json.at('displayName').text() || null,
  mappings: readMappings(json.at('mappings')),
  noValue: json.at('noValue').text('–'),
  draw: readDraw(json.at('custom', 'drawStyle')),
  fill: json.at('custom', 'fillOpacity').number() ?? 0,
  stacked: readStacked(json.at('custom', 'stacking')),
  thresholdLines: readThresholdLines(json.at('custom', 'thresholdsStyle')),
  cell: readCell(json.at('custom', 'cellOptions')),
});

/** One of `fieldConfig.overrides`: the properties that the series it matches have for themselves. */
export const readOverride = (json: Json): Override => ({
  matches: readMatcher(json.at('matcher')),
  field: Object.assign({}, ...json.at('properties').list().map(readProperty)) as Partial<FieldOptions>,
});

const readMatcher = (json: Json): Override['matches'] => {
  const option = json.at('options').text();
  switch (json.at('id').text()) {
    case 'byName':
      return (name) => name === option;
    case 'byRegexp': {
      const pattern = new RegExp(option.replace(/^\/(.*)\/$/, '$1'));
      return (name) => pattern.test(name);
    }
    default:
      throw new Error(`An override matches in an unknown way: ${json.at('id').text()}.`);
  }
};

const readProperty = (json: Json): Partial<FieldOptions> => {
  const value = json.at('value');
  const id = json.at('id').text();
  switch (id) {
    case 'unit':
      return { unit: value.text() };
    case 'decimals':
      return { decimals: value.number() };
    case 'min':
      return { min: value.number() };
    case 'max':
      return { max: value.number() };
    case 'color':
      return { color: readColor(value) };
    case 'displayName':
      return { displayName: value.text() };
    case 'mappings':
      return { mappings: readMappings(value) };
    case 'thresholds':
      return { thresholds: readThresholds(value) };
    case 'custom.drawStyle':
      return { draw: readDraw(value) };
    case 'custom.fillOpacity':
      return { fill: value.number() ?? 0 };
    case 'custom.stacking':
      return { stacked: readStacked(value) };
    case 'custom.cellOptions':
      return { cell: readCell(value) };
    // Looks of Grafana's own tables and lines, which ours choose for themselves.
    case 'custom.width':
    case 'custom.align':
    case 'custom.lineStyle':
    case 'custom.lineWidth':
      return {};
    default:
      throw new Error(`An override sets an unknown property: ${id}.`);
  }
};

const readThresholds = (json: Json): Threshold[] =>
  json
    .at('steps')
    .list()
    .map((step) => ({ color: step.at('color').text(), value: step.at('value').number() ?? -Infinity }));

const readColor = (json: Json): FieldOptions['color'] => {
  switch (json.at('mode').text('palette-classic')) {
    case 'fixed':
      return { mode: 'fixed', color: json.at('fixedColor').text() };
    case 'thresholds':
      return { mode: 'thresholds' };
    default:
      return { mode: 'palette' };
  }
};

const readMappings = (json: Json): FieldOptions['mappings'] =>
  new Map(
    json
      .list()
      .filter((mapping) => mapping.at('type').text() === 'value')
      .flatMap((mapping) => mapping.at('options').entries())
      .map(([value, to]) => [value, { text: to.at('text').text(), color: to.at('color').text() || null }]),
  );

const readDraw = (json: Json): FieldOptions['draw'] => (json.text() === 'bars' ? 'bars' : 'line');

const readStacked = (json: Json): boolean => json.at('mode').text('none') !== 'none';

const readThresholdLines = (json: Json): boolean => json.at('mode').text('off') !== 'off';

const readCell = (json: Json): FieldOptions['cell'] => {
  switch (json.at('type').text()) {
    case 'color-text':
    case 'color-background':
      return 'color';
    case 'gauge':
      return 'bar';
    default:
      return 'plain';
  }
};
