import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { jobListQuery } from '@/features/jobs/api';
import type { JobFilter } from '@/features/jobs/job-filter';
import { JobTable, JobTableSkeleton } from '@/features/jobs/job-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { itemsOf } from '@/lib/page';
import { useRowKeys } from '@/lib/use-row-keys';

/** The jobs that fit a filter. */
export const JobList = ({ filter, onClear }: { filter: JobFilter; onClear: () => void }) => {
  const list = useInfiniteQuery(jobListQuery(filter));
  const rows = useRef<HTMLDivElement>(null);
  useRowKeys(rows);
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
    <div ref={rows}>
      <JobTable jobs={jobs} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
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
