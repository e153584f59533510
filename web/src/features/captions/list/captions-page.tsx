import { Button, Group, Select, Skeleton, Switch, Text, VisuallyHidden } from '@mantine/core';
import { IconMessage2Plus, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMay } from '@/features/access/use-session';
import { captionListQuery, captionStatisticsQuery, type CaptionFilter } from '@/features/captions/api';
import { captionStatuses, type CaptionJob } from '@/features/captions/caption';
import { CaptionsTabs } from '@/features/captions/captions-tabs';
import classes from '@/features/captions/list/caption-list.module.css';
import { CaptionRow, titleOf } from '@/features/captions/list/caption-row';
import { useReorderCaptionJobs } from '@/features/captions/list/use-caption-changes';
import { DragHandle } from '@/components/ui/drag-handle';
import { EmptyState } from '@/components/ui/empty-state';
import { Tile, Tiles } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import rows from '@/components/ui/rows.module.css';
import { stateName } from '@/components/ui/state-badge';
import { formatCount, formatShortDuration } from '@/lib/format';
import { itemsOf } from '@/lib/page';
import { useReorder } from '@/lib/use-reorder';
import { useRowKeys } from '@/lib/use-row-keys';

const route = getRouteApi('/signed-in/captions');

export const CaptionsPage = () => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (search: CaptionFilter) => void navigate({ search, replace: true });
  return (
    <>
      <PageHeader title="Captions">
        <NewButton />
      </PageHeader>
      <CaptionsTabs />
      <Statistics />
      <Group justify="flex-end" gap="sm">
        <Switch
          label="Archived too"
          checked={filter.archived === true}
          onChange={(event) =>
            change({
              ...(filter.status ? { status: filter.status } : {}),
              ...(event.currentTarget.checked ? { archived: true } : {}),
            })
          }
        />
        <Select
          aria-label="State"
          placeholder="Any state"
          clearable
          w={160}
          data={captionStatuses.map((status) => ({ value: status, label: stateName(status) }))}
          value={filter.status ?? null}
          onChange={(status) =>
            change({ ...(status ? { status } : {}), ...(filter.archived ? { archived: true } : {}) })
          }
        />
      </Group>
      <CaptionList filter={filter} />
    </>
  );
};

const NewButton = () =>
  useMay('annotator') && (
    <Button component={Link} to="/captions/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New caption job
    </Button>
  );

const Statistics = () => {
  const { data } = useQuery(captionStatisticsQuery);
  if (!data) return <Skeleton height={70} mb="md" radius="md" />;
  const captions = data.perspectiveUsage.reduce((sum, { count }) => sum + count, 0);
  return (
    <Tiles>
      <Tile name="Running" more={`${formatCount(data.pendingJobs)} waiting`}>
        {formatCount(data.runningJobs)}
      </Tile>
      <Tile name="Completed" more={`${formatCount(data.lastDay)} jobs in 24 h`}>
        {formatCount(data.completedJobs)}
      </Tile>
      <Tile name="Failed" bad={data.failedJobs > 0}>
        {formatCount(data.failedJobs)}
      </Tile>
      <Tile name="Captions made">{formatCount(captions)}</Tile>
      <Tile name="Waited on average">{formatShortDuration(data.averageWaitTime * 1000)}</Tile>
      <Tile name="Took on average">{formatShortDuration(data.averageProcessingTime * 1000)}</Tile>
    </Tiles>
  );
};

const CaptionList = ({ filter }: { filter: CaptionFilter }) => {
  const list = useInfiniteQuery(captionListQuery(filter));
  const box = useRef<HTMLDivElement>(null);
  useRowKeys(box);
  const jobs = itemsOf(list.data);
  if (list.isPending)
    return <Skeleton height={260} mt="lg" radius="md" role="status" aria-label="Loading caption jobs" />;
  if (list.isError && jobs.length === 0)
    return (
      <FailedState
        title="The caption jobs could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (jobs.length === 0) return <NoJobs narrowed={filter.status !== undefined} />;
  return (
    <div ref={box}>
      <Part title="Running" jobs={jobs.filter(({ status }) => status === 'running')} />
      <Waiting jobs={jobs.filter(({ status }) => status === 'pending')} />
      <Part title="Finished" jobs={finished(jobs)} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
};

const finished = (jobs: CaptionJob[]) =>
  jobs
    .filter(({ status }) => status !== 'running' && status !== 'pending')
    .sort((a, b) => (b.completedAt?.getTime() ?? 0) - (a.completedAt?.getTime() ?? 0));

const Part = ({ title, jobs }: { title: string; jobs: CaptionJob[] }) => {
  const may = useMay('annotator');
  if (jobs.length === 0) return null;
  return (
    <section>
      <Text component="h2" size="sm" fw={600} className={classes.heading}>
        {title}
      </Text>
      <ul className={rows.list} aria-label={title}>
        {jobs.map((job) => (
          <CaptionRow key={job.id} job={job} may={may} />
        ))}
      </ul>
    </section>
  );
};

const Waiting = ({ jobs }: { jobs: CaptionJob[] }) => {
  const may = useMay('annotator');
  const reorder = useReorderCaptionJobs();
  const byId = new Map(jobs.map((job) => [job.id, job]));
  // What was asked for is shown until the server has answered, and its list with it.
  const asked = reorder.isPending ? reorder.variables.filter((id) => byId.has(id)) : [];
  const ids = asked.length === jobs.length ? asked : jobs.map(({ id }) => id);
  const turns = useReorder({
    ids,
    nameOf: (id) => titleOf(byId.get(id) as CaptionJob),
    onReorder: reorder.mutate,
  });
  if (jobs.length === 0) return null;
  return (
    <section>
      <Text component="h2" size="sm" fw={600} className={classes.heading}>
        Waiting, in turn{' '}
        <Text span size="xs" c="dimmed" fw={400}>
          {may && 'drag, or Alt+↑ and Alt+↓'}
        </Text>
      </Text>
      <VisuallyHidden role="status">{turns.announcement}</VisuallyHidden>
      <ol className={rows.list} aria-label="Waiting, in turn">
        {turns.order.map((id) => {
          const job = byId.get(id);
          return (
            job && (
              <CaptionRow
                key={id}
                job={job}
                may={may}
                moving={turns.movingId === id}
                handle={may && <DragHandle name={titleOf(job)} {...turns.handleOf(id)} />}
              />
            )
          );
        })}
      </ol>
    </section>
  );
};

const NoJobs = ({ narrowed }: { narrowed: boolean }) => (
  <EmptyState
    icon={IconMessage2Plus}
    title={narrowed ? 'No such jobs' : 'No caption jobs yet'}
    action={<NewButton />}
  >
    {narrowed
      ? 'No caption job is in this state.'
      : 'Choose images and the perspectives under which they shall be described.'}
  </EmptyState>
);
