import { Skeleton } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import {
  rangeOf,
  refreshOf,
  timeOf,
  withSelected,
  type OperationsSearch,
} from '@/features/operations/address';
import { presenceQuery } from '@/features/operations/api';
import { DashboardTabs } from '@/features/operations/controls/dashboard-tabs';
import { TimeControls } from '@/features/operations/controls/time-controls';
import { VariablePicker } from '@/features/operations/controls/variable-picker';
import { DashboardView } from '@/features/operations/dashboard-view';
import type { Dashboard } from '@/features/operations/dashboard/dashboard';
import { findDashboard } from '@/features/operations/dashboard/files';
import classes from '@/features/operations/operations-page.module.css';
import { aligned } from '@/features/operations/prometheus/step';
import { toSpan, type Span } from '@/features/operations/prometheus/time-range';
import { useClock } from '@/features/operations/use-clock';
import { useVariables } from '@/features/operations/use-variables';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { PageHeader } from '@/components/ui/page-header';

const minute = 60_000;
const path = '/admin/operations/$dashboard';

/** The dashboards of the suite, drawn from the files that Grafana reads too. */
export const OperationsPage = () => {
  const { dashboard: uid } = useParams({ from: `/signed-in/administering${path}` });
  const dashboard = findDashboard(uid);
  const presence = useQuery(presenceQuery);
  if (!dashboard)
    return (
      <>
        <PageHeader title="Operations" />
        <DashboardTabs />
        <EmptyState icon={IconGauge} title="There is no such dashboard" />
      </>
    );
  if (presence.isError)
    return (
      <>
        <PageHeader title="Operations" />
        <FailedState
          title="Prometheus does not answer"
          error={presence.error}
          onRetry={() => void presence.refetch()}
        />
      </>
    );
  return <OpenDashboard key={uid} dashboard={dashboard} loading={presence.isPending} />;
};

const OpenDashboard = ({ dashboard, loading }: { dashboard: Dashboard; loading: boolean }) => {
  const search = useSearch({ from: `/signed-in/administering${path}` });
  const navigate = useNavigate();
  const change = (next: OperationsSearch) =>
    void navigate({ to: path, params: { dashboard: dashboard.uid }, search: next });
  const zoom = ({ from, to }: Span) =>
    change({ ...search, from: new Date(from).toISOString(), to: new Date(to).toISOString() });

  const { now, renew } = useClock(refreshOf(dashboard, search));
  const range = rangeOf(dashboard, search);
  const span = toSpan(range, now) ?? { from: now - 60 * minute, to: now };
  const { states, scope, ready } = useVariables(dashboard.variables, search, aligned(span, minute));
  return (
    <>
      <PageHeader title={dashboard.title} note={dashboard.description}>
        <TimeControls
          range={range}
          refresh={search.refresh ?? dashboard.refresh}
          onRange={(next) => change({ ...search, ...next })}
          onRefresh={(refresh) => change({ ...search, refresh })}
          onRenew={renew}
        />
      </PageHeader>
      <DashboardTabs search={timeOf(search)} />
      {states.length > 0 && (
        <div className={classes.variables}>
          {states.map((state) => (
            <VariablePicker
              key={state.variable.name}
              state={state}
              onChange={(values) => change(withSelected(search, state.variable.name, values))}
            />
          ))}
        </div>
      )}
      {loading || !ready ? (
        <Skeleton height={420} radius="md" role="status" aria-label="Loading the dashboard" />
      ) : (
        <DashboardView dashboard={dashboard} view={{ span, scope, zoom }} />
      )}
    </>
  );
};
