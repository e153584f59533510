import { Alert, Button, Group, SegmentedControl, Select, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { IconListDetails, IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { jobListQuery } from '@/features/jobs/api';
import { jobStates } from '@/features/jobs/job';
import { queuesQuery } from '@/features/jobs/queues/api';
import { BoardSearch } from '@/features/jobs/queues/board-tabs';
import { modeWords, policyWords, type Queue } from '@/features/jobs/queues/queue';
import { QueueMenu, useMayChange, useQueueState } from '@/features/jobs/queues/queue-actions';
import { QueueCharts } from '@/features/jobs/queues/queue-charts';
import { anyNumber, editQueueInDialog } from '@/features/jobs/queues/queue-dialog';
import { spans, type QueueFilter } from '@/features/jobs/queues/queue-filter';
import { TurnList } from '@/features/jobs/queues/turn-list';
import { BackLink } from '@/components/ui/back-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Fact, Facts } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { StateBadge, stateName } from '@/components/ui/state-badge';
import { itemsOf } from '@/lib/page';

const route = getRouteApi('/signed-in/managing/admin/queues/$queueId');

export const QueuePage = () => {
  const { queueId } = route.useParams();
  const queues = useQuery(queuesQuery);
  const queue = queues.data?.find(({ id }) => id === queueId);
  if (queues.isPending) return <QueueSkeleton />;
  if (!queues.data)
    return (
      <FailedState
        title="The queue could not be loaded"
        error={queues.error}
        onRetry={() => void queues.refetch()}
      />
    );
  if (!queue)
    return (
      <EmptyState icon={IconListDetails} title="There is no such queue">
        It was deleted, or belongs to another team.
      </EmptyState>
    );
  return <OneQueue queue={queue} />;
};

const OneQueue = ({ queue }: { queue: Queue }) => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: QueueFilter) => void navigate({ search: next, replace: true });
  return (
    <>
      <BackLink to="/admin/queues">All queues</BackLink>
      <PageHeader title={queue.title} note={<StateBadge state={queue.state} />}>
        <SegmentedControl
          aria-label="Time shown"
          data={spans.map((span) => ({ value: String(span), label: `${span / 60} h` }))}
          value={String(filter.minutes ?? 60)}
          onChange={(value) => {
            const minutes = spans.find((span) => String(span) === value) ?? 60;
            change({ ...filter, minutes });
          }}
        />
        <QueueButtons queue={queue} onDeleted={() => void navigate({ to: '/admin/queues' })} />
      </PageHeader>
      {queue.state !== 'active' && (
        <Alert color={queue.state === 'paused' ? 'yellow' : 'red'} variant="light" mb="md">
          {queue.state === 'paused'
            ? 'Paused: it takes new jobs, and starts none.'
            : 'Stopped: it takes no new jobs, and starts none.'}
        </Alert>
      )}
      <QueueCharts queue={queue} minutes={filter.minutes ?? 60} />
      <QueueFacts queue={queue} />
      <QueueJobs queue={queue} filter={filter} onChange={change} />
    </>
  );
};

const QueueButtons = ({ queue, onDeleted }: { queue: Queue; onDeleted: () => void }) => {
  const mayChange = useMayChange(queue);
  const change = useQueueState(queue);
  if (!mayChange) return null;
  const active = queue.state === 'active';
  return (
    <>
      <Button
        variant={active ? 'default' : 'filled'}
        leftSection={
          active ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />
        }
        onClick={() => change.mutate(active ? 'paused' : 'active')}
      >
        {active ? 'Pause' : 'Resume'}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => editQueueInDialog(queue)}
      >
        Edit
      </Button>
      <QueueMenu queue={queue} onDeleted={onDeleted} />
    </>
  );
};

const QueueFacts = ({ queue }: { queue: Queue }) => (
  <Stack gap="xs" my="md">
    {queue.description !== null && queue.description !== '' && <Text size="sm">{queue.description}</Text>}
    <Facts>
      <Fact name="Name">{queue.name}</Fact>
      <Fact name="Belongs to">{queue.shared ? 'All teams' : 'Your team'}</Fact>
      <Fact name="Jobs start">{modeWords[queue.mode].name}</Fact>
      <Fact name="Turn">{policyWords[queue.policy].name}</Fact>
      <Fact name="Items at once">{limit(queue.maxRunningItems)}</Fact>
      <Fact name="Jobs at once">{limit(queue.maxRunningJobs)}</Fact>
      <Fact name="Items of one job">{limit(queue.maxItemsPerJob)}</Fact>
    </Facts>
  </Stack>
);

const limit = (value: number | null) => (value === null || value >= anyNumber ? 'Any number' : value);

type JobsProps = { queue: Queue; filter: QueueFilter; onChange: (filter: QueueFilter) => void };

const QueueJobs = ({ queue, filter, onChange }: JobsProps) => {
  const { minutes: _, ...wanted } = filter;
  const list = useInfiniteQuery(jobListQuery({ ...wanted, queue: queue.name }));
  const jobs = itemsOf(list.data);
  return (
    <section aria-labelledby="jobs-heading">
      <Group justify="space-between">
        <Text component="h2" id="jobs-heading" fw={600}>
          Jobs
        </Text>
        <JobFilters filter={filter} onChange={onChange} />
      </Group>
      {list.isPending && <Skeleton height={220} radius="md" mt="md" />}
      {list.isError && jobs.length === 0 && (
        <FailedState
          title="The jobs could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && jobs.length === 0 && (
        <EmptyState icon={IconListDetails} title="No jobs here">
          {Object.keys(wanted).length > 0
            ? 'No job of this queue fits the filters.'
            : 'Nothing was put into this queue yet.'}
        </EmptyState>
      )}
      <TurnList jobs={jobs} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
};

const JobFilters = ({ filter, onChange }: Omit<JobsProps, 'queue'>) => {
  const set = (name: 'state' | 'q' | 'archived', value: string | boolean | null) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === null || value === '' || value === false ? rest : { ...rest, [name]: value });
  };
  return (
    <Group gap="sm">
      <Switch
        label="Archived too"
        checked={filter.archived === true}
        onChange={(event) => set('archived', event.currentTarget.checked)}
      />
      <BoardSearch label="Id, kind or error" value={filter.q ?? ''} onChange={(q) => set('q', q)} />
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        w={150}
        data={jobStates.map((state) => ({ value: state, label: stateName(state) }))}
        value={filter.state ?? null}
        onChange={(state) => set('state', state)}
      />
    </Group>
  );
};

const QueueSkeleton = () => (
  <Stack role="status" aria-label="Loading the queue">
    <Skeleton height={28} width={260} />
    <Skeleton height={230} radius="md" />
    <Skeleton height={220} radius="md" mt="md" />
  </Stack>
);
