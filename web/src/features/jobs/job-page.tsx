import { Button, Group, Paper, Progress, Select, Skeleton, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconListSearch, IconPlayerStop } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '@/features/access/use-session';
import { cancelJob, jobItemsQuery, jobQuery } from '@/features/jobs/api';
import { ItemRow } from '@/features/jobs/item-row';
import { isFinished, itemStates, itemStateWord, kindName, type Job } from '@/features/jobs/job';
import { JobCounts } from '@/features/jobs/job-counts';
import classes from '@/features/jobs/job-page.module.css';
import { Ago } from '@/components/ui/ago';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { StateBadge, stateName } from '@/components/ui/state-badge';
import { TextLink } from '@/components/ui/links';
import { itemsOf } from '@/lib/page';

const route = getRouteApi('/signed-in/jobs/$jobId');

export const JobPage = () => {
  const { jobId } = route.useParams();
  const job = useQuery(jobQuery(jobId));
  if (job.isPending) return <JobSkeleton />;
  if (job.isError && !job.data)
    return (
      <FailedState title="The job could not be loaded" error={job.error} onRetry={() => void job.refetch()} />
    );
  return (
    <>
      <TextLink to="/jobs" size="sm" className={classes.back}>
        <IconArrowLeft size={16} aria-hidden /> All jobs
      </TextLink>
      <PageHeader title={kindName(job.data.kind)} note={<StateBadge state={job.data.state} />}>
        <CancelButton job={job.data} />
      </PageHeader>
      <JobSummary job={job.data} />
      <Items jobId={jobId} />
    </>
  );
};

const JobSummary = ({ job }: { job: Job }) => (
  <Paper withBorder p="md" radius="md" mb="xl" className={classes.summary}>
    <div className={classes.progress}>
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          {job.progress}%
        </Text>
        <JobCounts job={job} />
      </Group>
      <Progress value={job.progress} color={barColor(job)} mt={6} aria-label="Progress" />
    </div>
    <dl className={classes.facts}>
      <Fact name="Queue">{job.queue}</Fact>
      <Fact name="Priority">{job.priority}</Fact>
      <Fact name="Created">
        <Ago date={job.createdAt} />
      </Fact>
    </dl>
  </Paper>
);

const barColor = ({ state }: Job): string => {
  if (state === 'failed') return 'red';
  if (state === 'partial') return 'yellow';
  return state === 'cancelled' ? 'gray' : 'pine';
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const CancelButton = ({ job }: { job: Job }) => {
  const may = useMay('annotator');
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelJob(job.id),
    meta: { failure: 'The job could not be cancelled' },
    onSuccess: () => {
      notifications.show({ message: 'The job is being cancelled.' });
      return queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  if (!may || isFinished(job)) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: 'Cancel this job?',
      children: (
        <Text size="sm">
          What waits will not be started, what runs stops at its next step. Finished results are kept.
        </Text>
      ),
      labels: { confirm: 'Cancel the job', cancel: 'Let it go on' },
      confirmProps: { color: 'red' },
      onConfirm: () => cancel.mutate(),
    });
  return (
    <Button
      variant="light"
      color="red"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      loading={cancel.isPending}
      onClick={ask}
    >
      Cancel job
    </Button>
  );
};

const Items = ({ jobId }: { jobId: string }) => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(jobItemsQuery(jobId, filter));
  const items = itemsOf(list.data);
  return (
    <section aria-labelledby="items-heading">
      <Group justify="space-between" mb="sm">
        <Text component="h2" id="items-heading" fw={600}>
          Items
        </Text>
        <Select
          aria-label="State of items"
          placeholder="Any state"
          clearable
          w={160}
          data={itemStates.map((state) => ({ value: state, label: stateName(itemStateWord(state)) }))}
          value={filter.state ?? null}
          onChange={(state) => void navigate({ search: state === null ? {} : { state: state } })}
        />
      </Group>
      {list.isPending && <Skeleton height={180} radius="md" />}
      {list.isError && items.length === 0 && (
        <FailedState
          title="The items could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={IconListSearch} title="No items in this state" />
      )}
      {items.length > 0 && (
        <ul className={classes.items} aria-label="Items">
          {items.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
};

const JobSkeleton = () => (
  <Stack role="status" aria-label="Loading the job">
    <Skeleton height={28} width={260} />
    <Skeleton height={110} radius="md" />
    <Skeleton height={220} radius="md" mt="md" />
  </Stack>
);
