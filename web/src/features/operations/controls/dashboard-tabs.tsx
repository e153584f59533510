import { Link } from '@tanstack/react-router';
import type { OperationsSearch } from '@/features/operations/address';
import { dashboards } from '@/features/operations/dashboard/files';
import classes from '@/components/ui/section-tabs.module.css';

/** All dashboards, as links that keep the time range. */
export const DashboardTabs = ({ search = {} }: { search?: OperationsSearch }) => (
  <nav aria-label="Dashboards" className={classes.tabs}>
    {dashboards.map(({ uid, title }) => (
      <Link
        key={uid}
        to="/admin/operations/$dashboard"
        params={{ dashboard: uid }}
        search={search}
        className={classes.tab}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {title}
      </Link>
    ))}
  </nav>
);
