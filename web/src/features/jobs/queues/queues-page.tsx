import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMay } from '@/features/access/use-session';
import { JobList } from '@/features/jobs/job-list';
import { queuesQuery } from '@/features/jobs/queues/api';
import { BoardSearch, BoardTabs } from '@/features/jobs/queues/board-tabs';
import type { Queue } from '@/features/jobs/queues/queue';
import { editQueueInDialog } from '@/features/jobs/queues/queue-dialog';
import { QueueRow } from '@/features/jobs/queues/queue-row';
import classes from '@/features/jobs/queues/queues-page.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { Tile, Tiles } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import rows from '@/components/ui/rows.module.css';
import { formatCount } from '@/lib/format';
import { useRowKeys } from '@/lib/use-row-keys';

const route = getRouteApi('/signed-in/managing/admin/queues');

export const QueuesPage = () => {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const search = (text: string) => void navigate({ search: text === '' ? {} : { q: text }, replace: true });
  return (
    <>
      <PageHeader title="Queues">
        <BoardSearch label="Find jobs by id, kind or error" value={q ?? ''} onChange={search} />
        <NewQueueButton />
      </PageHeader>
      <BoardTabs />
      {q === undefined ? (
        <QueueList />
      ) : (
        <JobList filter={{ q, archived: true }} onClear={() => search('')} />
      )}
    </>
  );
};

const NewQueueButton = () =>
  useMay('manager') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => editQueueInDialog()}>
      New queue
    </Button>
  );

const QueueList = () => {
  const queues = useQuery(queuesQuery);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  if (queues.isPending)
    return <Skeleton height={360} radius="md" role="status" aria-label="Loading queues" />;
  if (!queues.data)
    return (
      <FailedState
        title="The queues could not be loaded"
        error={queues.error}
        onRetry={() => void queues.refetch()}
      />
    );
  if (queues.data.length === 0)
    return (
      <EmptyState icon={IconStack2} title="No queues yet">
        A queue appears when work is first put into it, or when you make one.
      </EmptyState>
    );
  const now = new Date(queues.dataUpdatedAt);
  return (
    <div ref={list}>
      <Totals queues={queues.data} />
      <div className={rows.list}>
        <div className={`${classes.row} ${classes.head}`} aria-hidden>
          <span>Queue</span>
          <span>State</span>
          <span>Items</span>
          <span>Oldest waits</span>
          <span>Last hour</span>
          <span>Finished</span>
          <span>p95</span>
        </div>
        <ul className={rows.list} style={{ border: 0 }} aria-label="Queues">
          {queues.data.map((queue) => (
            <QueueRow key={queue.id} queue={queue} now={now} />
          ))}
        </ul>
      </div>
    </div>
  );
};

const Totals = ({ queues }: { queues: Queue[] }) => {
  const sum = (of: (queue: Queue) => number) =>
    formatCount(queues.reduce((total, queue) => total + of(queue), 0));
  const halted = queues.filter(({ state }) => state !== 'active').length;
  return (
    <Tiles>
      <Tile name="Unfinished jobs">{sum(({ unfinishedJobs }) => unfinishedJobs)}</Tile>
      <Tile name="Items waiting">{sum(({ waitingItems }) => waitingItems)}</Tile>
      <Tile name="Ready for a worker">{sum(({ readyItems }) => readyItems)}</Tile>
      <Tile name="Running">{sum(({ runningItems }) => runningItems)}</Tile>
      <Tile name="Paused or stopped" more={`of ${queues.length}`}>
        {halted}
      </Tile>
    </Tiles>
  );
};
