/** What we draw of a Grafana dashboard file: the names are Grafana's, and so are the meanings. */
export type Dashboard = {
  uid: string;
  title: string;
  description: string;
  time: { from: string; to: string };
  refresh: string;
  variables: Variable[];
  panels: Panel[];
};

export type Variable = { name: string; label: string; multi: boolean } & (
  | { kind: 'query'; query: string; regex: string; includeAll: boolean; allValue: string | null }
  | { kind: 'custom' | 'interval'; options: string[]; includeAll: boolean; allValue: string | null }
);

/** Where a panel stands on a grid of 24 columns. */
export type GridPos = { x: number; y: number; w: number; h: number };

export const panelTypes = ['timeseries', 'stat', 'gauge', 'bargauge', 'table', 'heatmap', 'row'] as const;
export type PanelType = (typeof panelTypes)[number];

export type Panel = {
  id: number;
  type: PanelType;
  title: string;
  description: string;
  gridPos: GridPos;
  targets: Target[];
  field: FieldOptions;
  overrides: Override[];
  options: PanelOptions;
  columns: Columns;
  /** Of a row: whether it starts closed; a closed row holds its panels in the file. */
  collapsed: boolean;
};

export type Target = { refId: string; expr: string; legend: string; instant: boolean };

export type Threshold = { color: string; value: number };

/** How values are shown; a series may differ by an override. */
export type FieldOptions = {
  unit: string;
  decimals: number | null;
  min: number | null;
  max: number | null;
  /** Ascending; the first holds from minus infinity. */
  thresholds: Threshold[];
  /** A fixed colour, the thresholds', or one of the palette in turn. */
  color: { mode: 'palette' } | { mode: 'thresholds' } | { mode: 'fixed'; color: string };
  displayName: string | null;
  /** Words instead of single values, as "1 → up". */
  mappings: ReadonlyMap<string, { text: string; color: string | null }>;
  noValue: string;
  draw: 'line' | 'bars';
  fill: number;
  stacked: boolean;
  thresholdLines: boolean;
  /** A table's cell: plain text, coloured text, or a bar behind it. */
  cell: 'plain' | 'color' | 'bar';
};

export type Override = { matches: (name: string) => boolean; field: Partial<FieldOptions> };

export type Calculation = 'lastNotNull' | 'mean' | 'max' | 'min' | 'sum';

export type PanelOptions = {
  calculation: Calculation;
  sparkline: boolean;
  legend: { shown: boolean; calculations: Calculation[] };
  /** Of a heat map: the unit of its buckets. */
  bucketUnit: string;
  sort: { column: string; descending: boolean } | null;
};

/** How the columns of a table are named, ordered and left out. */
export type Columns = {
  renamed: ReadonlyMap<string, string>;
  order: ReadonlyMap<string, number>;
  left: ReadonlySet<string>;
};
