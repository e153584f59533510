import { expect, test } from 'vitest';
import type { GridPos } from '@/features/operations/dashboard/dashboard';
import { dashboards } from '@/features/operations/dashboard/files';
import { nameOf } from '@/features/operations/figures/lines';
import { formatValue } from '@/features/operations/figures/format-value';
import { interpolate, type Chosen } from '@/features/operations/prometheus/interpolate';
import { withIntervals } from '@/features/operations/prometheus/intervals';
import { readLabelValues } from '@/features/operations/prometheus/variables';

const each = dashboards.map((dashboard) => [dashboard.title, dashboard] as const);

const given = [...withIntervals(new Map(), { from: 0, to: 1 }, 1).keys()];

test('all dashboards are there, the overview first', () => {
  expect(dashboards[0]?.uid).toBe('suite-overview');
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
});

test.each(each)('%s: every panel has an id of its own, a title and a description', (_, { panels }) => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const panel of panels) {
    expect(panel.title).not.toBe('');
    if (panel.type !== 'row') expect(panel.description, panel.title).not.toBe('');
    expect(panel.targets.length > 0, panel.title).toBe(panel.type !== 'row');
  }
});

test.each(each)('%s: no two panels stand on the same place', (_, { panels }) => {
  const taken = new Map<string, string>();
  for (const { title, gridPos } of panels) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (const cell of cellsOf(gridPos)) {
      expect(taken.get(cell), `${title} stands on another`).toBeUndefined();
      taken.set(cell, title);
    }
  }
});

test.each(each)(
  '%s: every query refers to variables that exist, and every variable is used',
  (_, dashboard) => {
    const names = dashboard.variables.map(({ name }) => name);
    const queries = dashboard.variables.map((variable) => (variable.kind === 'query' ? variable.query : ''));
    const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const used = new Set([...expressions, ...queries].flatMap(referencesOf));

    for (const name of used) expect([...names, ...given]).toContain(name);
    for (const name of names) expect(used).toContain(name);
    for (const query of queries.filter((text) => text !== '')) readLabelValues(query);
  },
);

test.each(each)('%s: every unit is one that both know', (_, { panels }) => {
  for (const { title, field, overrides } of panels) {
    for (const unit of [field.unit, ...overrides.map((override) => override.field.unit ?? 'none')]) {
      expect(formatValue(0.25, unit), title).not.toBe(`0.25 ${unit}`);
    }
  }
});

test.each(each)('%s: series that are grouped are told apart by their legend', (_, { panels }) => {
  for (const { title, type, targets } of panels) {
    for (const { expr, legend } of targets) {
      const grouped = /^(?:topk\(\d+, )?(?:sum|max|min|avg|count) by \((?<labels>[^)]+)\)/.exec(expr)
        ?.groups?.['labels'];
      if (grouped === undefined || type === 'table' || type === 'heatmap') continue;
      expect(nameOf({}, legend), `${title}: ${expr}`).not.toBe(legend);
    }
  }
});

const cellsOf = ({ x, y, w, h }: GridPos): string[] =>
  Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`);

/** The variables that a query asks for while it is filled in. */
const referencesOf = (query: string): string[] => {
  const asked: string[] = [];
  const scope = new (class extends Map<string, Chosen> {
    override get(name: string) {
      asked.push(name);
      return undefined;
    }
  })();
  interpolate(query, scope);
  return asked;
};
