import { expect, test } from 'vitest';
import type { Panel } from '@/features/operations/dashboard/dashboard';
import { readDashboard } from '@/features/operations/dashboard/read-dashboard';
import { thresholdColor } from '@/features/operations/figures/color';
import { heatOf } from '@/features/operations/figures/heat';
import { linesOf, nameOf, timesOf, type Answer } from '@/features/operations/figures/lines';
import { reduce } from '@/features/operations/figures/reduce';
import { rowsOf } from '@/features/operations/figures/rows';

const panelOf = (json: object): Panel => {
  const file = { uid: 'd', title: 'D', panels: [{ id: 1, title: 'P', type: 'timeseries', ...json }] };
  const [panel] = readDashboard(file).panels;
  if (!panel) throw new Error('No panel was read.');
  return panel;
};

const answer = (
  legend: string,
  series: [labels: Record<string, string>, ...values: (number | null)[]][],
  refId = 'A',
): Answer => ({
  target: { refId, expr: 'x', legend, instant: false },
  sampled: series.map(([labels, ...values]) => ({
    labels,
    points: values.map((value, index) => [index * 15_000, value] as const),
  })),
});

const times = timesOf({ from: 0, to: 45_000 }, 15_000);

test('a legend is filled in from the labels', () => {
  expect(nameOf({ queue: 'intake', state: 'waiting' }, '{{queue}}: {{ state }}')).toBe('intake: waiting');
  expect(nameOf({ queue: 'intake' }, '')).toBe('intake');
  expect(nameOf({ __name__: 'up' }, '')).toBe('up');
});

test('series stand on common times, with gaps where they say nothing', () => {
  const [short, long] = linesOf(
    panelOf({}),
    [
      answer('{{q}}', [
        [{ q: 'b' }, 1, null, 3, 4],
        [{ q: 'a' }, 5],
      ]),
    ],
    times,
  );

  expect(short).toMatchObject({ name: 'a', values: [5, null, null, null] });
  expect(long).toMatchObject({ name: 'b', values: [1, null, 3, 4] });
});

test('an override changes the series that it matches, and no other', () => {
  const panel = panelOf({
    fieldConfig: {
      defaults: { unit: 's' },
      overrides: [
        {
          matcher: { id: 'byRegexp', options: '/5\\d\\d/' },
          properties: [
            { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
            { id: 'unit', value: 'short' },
          ],
        },
      ],
    },
  });

  const [ok, failed] = linesOf(
    panel,
    [
      answer('{{c}}', [
        [{ c: '200' }, 1],
        [{ c: '503' }, 1],
      ]),
    ],
    times,
  );

  expect(ok?.field.unit).toBe('s');
  expect(failed).toMatchObject({ color: 'var(--figure-red)', field: { unit: 'short' } });
});

test('what would be drawn wrongly is refused by name', () => {
  expect(() => panelOf({ type: 'piechart' })).toThrow('piechart');
  expect(() =>
    panelOf({ fieldConfig: { overrides: [{ matcher: { id: 'byFrameRefID' }, properties: [] }] } }),
  ).toThrow('byFrameRefID');
});

test.each([
  ['lastNotNull', 3],
  ['mean', 2],
  ['max', 3],
  ['min', 1],
  ['sum', 4],
] as const)('the %s of 1, nothing, 3, nothing', (calculation, expected) => {
  expect(reduce([1, null, 3, null], calculation)).toBe(expected);
});

test('a value has the colour of the highest threshold that it has reached', () => {
  const { field } = panelOf({
    fieldConfig: {
      defaults: {
        thresholds: {
          steps: [
            { color: 'green', value: null },
            { color: 'orange', value: 0.7 },
            { color: 'red', value: 0.9 },
          ],
        },
      },
    },
  });

  expect([0.1, 0.7, 0.95].map((value) => thresholdColor(field, value))).toEqual([
    'var(--figure-green)',
    'var(--figure-orange)',
    'var(--figure-red)',
  ]);
});

test('the buckets of a histogram are taken apart: each without those below it', () => {
  const heat = heatOf(
    [
      answer('{{le}}', [
        [{ le: '+Inf' }, 10, 10],
        [{ le: '0.1' }, 4, 0],
        [{ le: '1' }, 9, 7],
      ]),
    ],
    timesOf({ from: 0, to: 15_000 }, 15_000),
  );

  expect(heat).toEqual({
    bounds: [0.1, 1, Infinity],
    counts: [
      [4, 0],
      [5, 7],
      [1, 3],
    ],
    most: 7,
  });
});

test('queries of a table share the rows of the same labels; columns are renamed, ordered and left out', () => {
  const panel = panelOf({
    type: 'table',
    options: { sortBy: [{ displayName: 'Calls', desc: true }] },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { job: true },
          indexByName: { route: 0, 'Value #A': 1, 'Value #B': 2 },
          renameByName: { route: 'Route', 'Value #A': 'Calls', 'Value #B': 'Mean' },
        },
      },
    ],
  });

  const rows = rowsOf(panel, [
    answer('', [
      [{ route: '/a', job: 'x' }, 1],
      [{ route: '/b', job: 'x' }, 20],
    ]),
    answer('', [[{ route: '/b', job: 'x' }, 0.5]], 'B'),
  ]);

  expect(rows).toEqual({
    columns: ['Route', 'Calls', 'Mean'],
    rows: [
      ['/b', 20, 0.5],
      ['/a', 1, null],
    ],
  });
});
