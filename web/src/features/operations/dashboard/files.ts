import type { Dashboard } from '@/features/operations/dashboard/dashboard';
import { readDashboard } from '@/features/operations/dashboard/read-dashboard';

// The very files that Grafana is provisioned with (observability/grafana/dashboards): a dashboard has one definition.
const files = import.meta.glob<unknown>('@dashboards/*.json', { eager: true, import: 'default' });

export const overview = 'suite-overview';

const rank = ({ uid }: Dashboard): number => (uid === overview ? 0 : 1);

/** Every dashboard: the overview, and the others by title. */
export const dashboards: readonly Dashboard[] = Object.values(files)
  .map(readDashboard)
  .sort((one, other) => rank(one) - rank(other) || one.title.localeCompare(other.title));

export const findDashboard = (uid: string): Dashboard | undefined =>
  dashboards.find((dashboard) => dashboard.uid === uid);
