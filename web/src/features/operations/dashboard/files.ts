import type { Dashboard } from '@/features/operations/dashboard/dashboard';
import { readDashboard } from '@/features/operations/dashboard/read-dashboard';

// The very files that Grafana is provisioned with (observability/grafana/dashboards): a dashboard has one definition.
const files = import.meta.glob<unknown>('@dashboards/*.json', { eager: true, import: 'default' });

// From the outside in. A new dashboard stands at the end until it has a place here.
const order = ['overview', 'gateway', 'jobs', 'search', 'models', 'otlp', 'postgres', 'redis', 'dotnet'].map(
  (name) => `suite-${name}`,
);

const rank = ({ uid }: Dashboard): number => (order.includes(uid) ? order.indexOf(uid) : order.length);

export const dashboards: readonly Dashboard[] = Object.values(files)
  .map(readDashboard)
  .sort((one, other) => rank(one) - rank(other));

export const findDashboard = (uid: string): Dashboard | undefined =>
  dashboards.find((dashboard) => dashboard.uid === uid);
