import { Button, Group, Select } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { jobListQuery, queuesQuery } from '@/features/jobs/api';
import { jobStates } from '@/features/jobs/job';
import type { JobFilter } from '@/features/jobs/job-filter';
import { JobTable, JobTableSkeleton } from '@/features/jobs/job-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { stateName } from '@/components/ui/state-badge';
import { itemsOf } from '@/lib/page';

const route = getRouteApi('/signed-in/jobs');

export const JobsPage = () => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (search: JobFilter) => void navigate({ search });
  return (
    <>
      <PageHeader title="Jobs">
        <JobFilters filter={filter} onChange={change} />
      </PageHeader>
      <JobList filter={filter} onClear={() => change({})} />
    </>
  );
};

const JobFilters = ({ filter, onChange }: { filter: JobFilter; onChange: (filter: JobFilter) => void }) => {
  const queues = useQuery(queuesQuery);
  return (
    <Group role="group" aria-label="Filters" gap="sm">
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        w={160}
        data={jobStates.map((state) => ({ value: state, label: stateName(state) }))}
        value={filter.state ?? null}
        onChange={(state) =>
          onChange({
            ...(filter.queue === undefined ? {} : { queue: filter.queue }),
            ...(state === null ? {} : { state: state }),
          })
        }
      />
      <Select
        aria-label="Queue"
        placeholder="Any queue"
        clearable
        w={160}
        data={queues.data?.map(({ name }) => name) ?? []}
        value={filter.queue ?? null}
        onChange={(queue) =>
          onChange({
            ...(filter.state === undefined ? {} : { state: filter.state }),
            ...(queue === null ? {} : { queue }),
          })
        }
      />
    </Group>
  );
};

const JobList = ({ filter, onClear }: { filter: JobFilter; onClear: () => void }) => {
  const list = useInfiniteQuery(jobListQuery(filter));
  const jobs = itemsOf(list.data);
  if (list.isPending) return <JobTableSkeleton />;
  if (list.isError && jobs.length === 0)
    return (
      <FailedState
        title="The jobs could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (jobs.length === 0) return <NoJobs narrowed={Object.keys(filter).length > 0} onClear={onClear} />;
  return (
    <>
      <JobTable jobs={jobs} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
};

const NoJobs = ({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) =>
  narrowed ? (
    <EmptyState
      icon={IconListDetails}
      title="No such jobs"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      No job fits the filters.
    </EmptyState>
  ) : (
    <EmptyState icon={IconListDetails} title="No jobs yet">
      Work appears here as soon as an image is added.
    </EmptyState>
  );
