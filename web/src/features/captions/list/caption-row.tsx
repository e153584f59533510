import { ActionIcon, Menu, Progress, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hasEnded, typeWords, type CaptionJob } from '@/features/captions/caption';
import { fieldName } from '@/features/captions/job/grid';
import classes from '@/features/captions/list/caption-list.module.css';
import { captionChanges, changesFor, useCaptionChange } from '@/features/captions/list/use-caption-changes';
import { priorityName } from '@/features/jobs/priority';
import { Ago } from '@/components/ui/ago';
import rows from '@/components/ui/rows.module.css';
import { StateBadge } from '@/components/ui/state-badge';
import { plural } from '@/lib/format';
import { reorderId } from '@/lib/use-reorder';

type Props = { job: CaptionJob; may: boolean; handle?: ReactNode; moving?: boolean };

export const CaptionRow = ({ job, may, handle, moving = false }: Props) => (
  <li
    className={`${rows.row} ${classes.row}`}
    data-moving={moving}
    {...(handle === undefined ? {} : reorderId(job.id))}
  >
    <div className={rows.above}>{handle}</div>
    <Link to="/captions/$jobId" params={{ jobId: job.id }} className={rows.link} data-row>
      <Text size="sm" fw={550} truncate>
        {titleOf(job)}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {typeWords[job.type].name} · {job.perspectives.map(fieldName).join(', ')}
      </Text>
    </Link>
    <div>
      <StateBadge state={job.status} />
    </div>
    <div className={classes.progress}>
      {!hasEnded(job) && <Progress value={job.progress} size={6} mb={4} aria-label="Progress" />}
      <CaptionCounts job={job} />
    </div>
    <Text size="xs" className={classes.hideable}>
      {priorityName(job.priority)}
    </Text>
    <Text size="xs" c="dimmed" className={classes.hideable}>
      <Ago date={job.completedAt ?? job.createdAt} />
    </Text>
    <div className={rows.above}>{may && <RowMenu job={job} />}</div>
  </li>
);

export const titleOf = (job: CaptionJob): string =>
  `${plural(job.totalImages, 'image')}, ${plural(job.perspectives.length, 'perspective')}`;

/** "12 of 40 images · 2 with failures". */
export const CaptionCounts = ({ job }: { job: CaptionJob }) => (
  <Text size="xs" c="dimmed">
    {job.processedImages} of {plural(job.totalImages, 'image')}
    {job.failedImages > 0 && (
      <Text span inherit c="var(--suite-bad)">
        {' · '}
        {job.failedImages} with failures
      </Text>
    )}
  </Text>
);

const RowMenu = ({ job }: { job: CaptionJob }) => {
  const { run } = useCaptionChange(job);
  const changes = changesFor(job);
  if (changes.length === 0) return null;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${titleOf(job)}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {changes.map((change) => (
          <Menu.Item
            key={change}
            {...(change === 'cancel' ? { color: 'red' } : {})}
            onClick={() => run(change)}
          >
            {captionChanges[change].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
