import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { itemQuery } from '@/features/jobs/api';
import type { Attempt } from '@/features/jobs/job';
import classes from '@/features/jobs/job/job-page.module.css';
import { JsonView } from '@/components/ui/json-view';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDateTime, formatDuration } from '@/lib/format';

/** What went into an item, what came out, and every attempt at it. */
export const ItemDetailsView = ({ jobId, itemId }: { jobId: string; itemId: number }) => {
  const item = useQuery(itemQuery(jobId, itemId));
  if (item.isPending)
    return (
      <div className={classes.details} role="status" aria-label="Loading the item">
        <Skeleton height={80} />
      </div>
    );
  if (!item.data)
    return (
      <Text size="sm" c="var(--suite-bad)" className={classes.details} role="alert">
        {item.error.message}
      </Text>
    );
  return (
    <div className={classes.details}>
      <Payload title="Input" value={item.data.input} />
      <Payload title="Result" value={item.data.result} />
      {item.data.history.length > 0 && <Attempts attempts={item.data.history} />}
    </div>
  );
};

const Payload = ({ title, value }: { title: string; value: unknown }) => (
  <div>
    <Text size="xs" c="dimmed" mb={4}>
      {title}
    </Text>
    {value === null || value === undefined ? (
      <Text size="sm">None</Text>
    ) : (
      <JsonView value={value} label={title} />
    )}
  </div>
);

const Attempts = ({ attempts }: { attempts: Attempt[] }) => (
  <table className={classes.attempts} aria-label="Attempts">
    <thead>
      <tr>
        <th scope="col">Attempt</th>
        <th scope="col">Outcome</th>
        <th scope="col">Started</th>
        <th scope="col">Took</th>
        <th scope="col">Worker</th>
        <th scope="col">Error</th>
      </tr>
    </thead>
    <tbody>
      {attempts.map((attempt) => (
        <tr key={attempt.id}>
          <td>{attempt.number}</td>
          <td>
            <StateBadge state={attempt.outcome ?? 'running'} />
          </td>
          <td>{formatDateTime(attempt.startedAt)}</td>
          <td>
            {attempt.finishedAt
              ? formatDuration(attempt.finishedAt.getTime() - attempt.startedAt.getTime())
              : '–'}
          </td>
          <td>{attempt.worker}</td>
          <td>{attempt.error}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
