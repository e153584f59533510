import { Checkbox, Progress, Text, Tooltip } from '@mantine/core';
import { IconClock, IconHandStop, IconLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isFinished, kindName, type Job } from '@/features/jobs/job';
import { JobCounts } from '@/features/jobs/job-counts';
import { JobMenu } from '@/features/jobs/job-menu';
import { priorityName } from '@/features/jobs/priority';
import classes from '@/features/jobs/queues/turn-list.module.css';
import { Ago } from '@/components/ui/ago';
import rows from '@/components/ui/rows.module.css';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDateTime, plural } from '@/lib/format';
import { reorderId } from '@/lib/use-reorder';

type Props = {
  job: Job;
  /** Among those that wait, from 1. */
  place?: number;
  handle?: ReactNode;
  moving?: boolean;
  selected: boolean;
  /** Undefined for those who may not change anything. */
  onToggle: (() => void) | undefined;
  onMove?: ((to: 'first' | 'last') => void) | undefined;
};

export const TurnRow = ({ job, place, handle, moving = false, selected, onToggle, onMove }: Props) => {
  const name = nameOf(job);
  return (
    <li
      className={`${rows.row} ${classes.row}`}
      data-moving={moving}
      data-selected={selected}
      {...(handle === undefined ? {} : reorderId(job.id))}
    >
      <div className={rows.above}>{handle}</div>
      <div className={rows.above}>
        {onToggle && (
          <Checkbox size="xs" aria-label={`Select ${name}`} checked={selected} onChange={onToggle} />
        )}
      </div>
      <span className={classes.place}>{place}</span>
      <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={rows.link} data-row>
        <Text size="sm" fw={550} truncate>
          {kindName(job.kind)}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {shortId(job.id)}
        </Text>
      </Link>
      <div className={rows.above}>
        <StateBadge state={job.state} />
        <Waits job={job} />
      </div>
      <div className={classes.progress}>
        {!isFinished(job) && <Progress value={job.progress} size={5} aria-label="Progress" mb={3} />}
        <JobCounts job={job} />
      </div>
      <span className={`${classes.small} ${classes.hideable}`}>{priorityName(job.priority)}</span>
      <Text size="xs" c="dimmed" className={classes.hideable}>
        <Ago date={job.finishedAt ?? job.startedAt ?? job.createdAt} />
      </Text>
      <div className={rows.above}>{onToggle && <JobMenu job={job} name={name} onMove={onMove} />}</div>
    </li>
  );
};

/** What holds a job back, though its queue would take it. */
const Waits = ({ job }: { job: Job }) => {
  const reason =
    !job.released && !isFinished(job)
      ? { icon: IconHandStop, text: 'Waits for its release' }
      : job.waitingFor > 0
        ? { icon: IconLink, text: `Waits for ${plural(job.waitingFor, 'job')}` }
        : job.runAfter !== null && !isFinished(job)
          ? { icon: IconClock, text: `Not before ${formatDateTime(job.runAfter)}` }
          : undefined;
  if (!reason) return null;
  return (
    <Tooltip label={reason.text}>
      <reason.icon
        size={14}
        role="img"
        aria-label={reason.text}
        style={{ marginLeft: 6, verticalAlign: -2 }}
      />
    </Tooltip>
  );
};

/** The end of an id differs where its beginning, the time, does not. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;

export const nameOf = (job: Job): string => `${kindName(job.kind)} ${shortId(job.id)}`;
