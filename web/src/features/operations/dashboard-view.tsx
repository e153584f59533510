import { useState } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import classes from '@/features/operations/operations-page.module.css';
import { PanelView } from '@/features/operations/panels/panel-view';
import { sectionsOf, type Section } from '@/features/operations/panels/sections';
import type { View } from '@/features/operations/panels/use-answers';
import type { Dashboard } from '@/features/operations/dashboard/dashboard';

/** All panels of a dashboard, on the grid that its file describes. */
export const DashboardView = ({ dashboard, view }: { dashboard: Dashboard; view: View }) => (
  <div className={classes.sections}>
    {sectionsOf(dashboard.panels).map((section) => (
      <SectionView key={section.row?.id ?? 0} section={section} view={view} />
    ))}
  </div>
);

const SectionView = ({ section: { row, panels }, view }: { section: Section; view: View }) => {
  const [open, setOpen] = useState(row?.collapsed !== true);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section {...(row ? { 'aria-label': row.title } : {})}>
      {row && (
        <h2 className={classes.row}>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Chevron size={16} aria-hidden /> {row.title}
          </button>
        </h2>
      )}
      {open && (
        <div className={classes.grid}>
          {panels.map((panel) => (
            <PanelView key={panel.id} panel={panel} view={view} />
          ))}
        </div>
      )}
    </section>
  );
};
