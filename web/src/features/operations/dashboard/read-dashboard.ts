import {
  panelTypes,
  type Columns,
  type Dashboard,
  type Panel,
  type PanelOptions,
  type Variable,
} from '@/features/operations/dashboard/dashboard';
import { Json } from '@/features/operations/dashboard/json';
import { readCalculation, readField, readOverride } from '@/features/operations/dashboard/read-field';

/** Reads a dashboard file of Grafana. Throws on what we would draw wrongly; settings of looks alone are passed over. */
export const readDashboard = (file: unknown): Dashboard => {
  const json = new Json(file);
  return {
    uid: required(json, 'uid'),
    title: required(json, 'title'),
    description: json.at('description').text(),
    time: { from: json.at('time', 'from').text('now-1h'), to: json.at('time', 'to').text('now') },
    refresh: json.at('refresh').text(),
    variables: json.at('templating', 'list').list().map(readVariable),
    panels: json.at('panels').list().flatMap(readPanels),
  };
};

const required = (json: Json, key: string): string => {
  const text = json.at(key).text();
  if (text === '') throw new Error(`A dashboard or panel lacks its ${key}.`);
  return text;
};

const readVariable = (json: Json): Variable => {
  const name = required(json, 'name');
  const common = {
    name,
    label: json.at('label').text(name),
    multi: json.at('multi').flag(),
    includeAll: json.at('includeAll').flag(),
    allValue: json.at('allValue').text() || null,
  };
  const kind = json.at('type').text();
  if (kind === 'query') {
    // Grafana writes the query as text, or inside an object since version 10.
    const query = json.at('query').text() || json.at('query', 'query').text();
    return { ...common, kind, query, regex: json.at('regex').text() };
  }
  if (kind !== 'custom' && kind !== 'interval')
    throw new Error(`Variable ${name} is of an unknown type: ${kind}.`);
  const options = json
    .at('query')
    .text()
    .split(',')
    .map((option) => option.trim());
  return { ...common, kind, options };
};

const readPanels = (json: Json): Panel[] => [readPanel(json), ...json.at('panels').list().map(readPanel)];

const readPanel = (json: Json): Panel => {
  const type = panelTypes.find((known) => known === json.at('type').text());
  const title = json.at('title').text();
  if (!type) throw new Error(`Panel ${title} is of an unknown type: ${json.at('type').text()}.`);
  return {
    id: json.at('id').number() ?? 0,
    type,
    title,
    description: json.at('description').text(),
    gridPos: readGridPos(json.at('gridPos')),
    targets: json.at('targets').list().map(readTarget),
    field: readField(json.at('fieldConfig', 'defaults')),
    overrides: json.at('fieldConfig', 'overrides').list().map(readOverride),
    options: readOptions(json.at('options')),
    columns: readColumns(json.at('transformations').list()),
    collapsed: json.at('collapsed').flag(),
  };
};

const readGridPos = (json: Json) => ({
  x: json.at('x').number() ?? 0,
  y: json.at('y').number() ?? 0,
  w: json.at('w').number() ?? 24,
  h: json.at('h').number() ?? 8,
});

const readTarget = (json: Json) => ({
  refId: json.at('refId').text('A'),
  expr: required(json, 'expr'),
  legend: json.at('legendFormat').text(),
  instant: json.at('instant').flag(),
});

const readOptions = (json: Json): PanelOptions => {
  const sort = json.at('sortBy', 0);
  return {
    calculation: readCalculation(json.at('reduceOptions', 'calcs', 0)) ?? 'lastNotNull',
    sparkline: json.at('graphMode').text() === 'area',
    legend: {
      shown: json.at('legend', 'showLegend').flag(true),
      calculations: json
        .at('legend', 'calcs')
        .list()
        .flatMap((calculation) => readCalculation(calculation) ?? []),
    },
    bucketUnit: json.at('yAxis', 'unit').text('none'),
    sort: sort.present ? { column: sort.at('displayName').text(), descending: sort.at('desc').flag() } : null,
  };
};

const readColumns = (transformations: Json[]): Columns => {
  const organize = transformations.find((json) => json.at('id').text() === 'organize') ?? new Json(undefined);
  const option = (name: string) => organize.at('options', name).entries();
  return {
    renamed: new Map(option('renameByName').map(([column, json]) => [column, json.text()])),
    order: new Map(option('indexByName').map(([column, json]) => [column, json.number() ?? 0])),
    left: new Set(option('excludeByName').flatMap(([column, json]) => (json.flag() ? column : []))),
  };
};
