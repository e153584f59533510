import { expect, test } from 'vitest';
import { readDashboard } from '@/features/operations/dashboard/read-dashboard';
import { sectionsOf } from '@/features/operations/panels/sections';

const panel = (id: number, y: number, x = 0, more: object = {}) => ({
  id,
  title: `P${id}`,
  type: 'stat',
  gridPos: { x, y, w: 4, h: 4 },
  ...more,
});

test('panels belong to the row above them, and are placed from its own top', () => {
  const { panels } = readDashboard({
    uid: 'd',
    title: 'D',
    panels: [
      panel(3, 6, 4),
      panel(1, 0),
      { id: 9, title: 'Row', type: 'row', gridPos: { x: 0, y: 5, w: 24, h: 1 } },
      panel(2, 6),
    ],
  });

  const sections = sectionsOf(panels);

  expect(sections.map(({ row }) => row?.title)).toEqual([undefined, 'Row']);
  expect(sections[1]?.panels.map(({ id, gridPos }) => [id, gridPos.x, gridPos.y])).toEqual([
    [2, 0, 0],
    [3, 4, 0],
  ]);
});

test('a closed row holds its panels in the file', () => {
  const { panels } = readDashboard({
    uid: 'd',
    title: 'D',
    panels: [{ ...panel(1, 0), type: 'row', collapsed: true, panels: [panel(2, 1)] }],
  });

  expect(sectionsOf(panels)).toMatchObject([{ row: { collapsed: true }, panels: [{ id: 2 }] }]);
});
