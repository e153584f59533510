import type { Panel } from '@/features/operations/dashboard/dashboard';

/** A row of a dashboard with the panels below it, placed from its own top; the first may have no row. */
export type Section = { row: Panel | null; panels: Panel[] };

export const sectionsOf = (panels: readonly Panel[]): Section[] => {
  const sections: Section[] = [{ row: null, panels: [] }];
  for (const panel of inReadingOrder(panels)) {
    if (panel.type === 'row') sections.push({ row: panel, panels: [] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections.filter(({ row, panels }) => row !== null || panels.length > 0).map(fromItsTop);
};

const inReadingOrder = (panels: readonly Panel[]): Panel[] =>
  panels.toSorted((one, other) => one.gridPos.y - other.gridPos.y || one.gridPos.x - other.gridPos.x);

const fromItsTop = ({ row, panels }: Section): Section => {
  const top = Math.min(...panels.map(({ gridPos }) => gridPos.y));
  return {
    row,
    panels: panels.map((panel) => ({ ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y - top } })),
  };
};
