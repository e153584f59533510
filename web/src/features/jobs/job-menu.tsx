import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBarToDown, IconArrowBarToUp, IconCheck, IconDots } from '@tabler/icons-react';
import type { Job } from '@/features/jobs/job';
import { changesFor, isWaiting, jobChanges } from '@/features/jobs/job-changes';
import { namedPriorities } from '@/features/jobs/priority';
import { useChangeJobs, useSetPriority } from '@/features/jobs/use-job-changes';

type Props = {
  job: Job;
  name: string;
  /** Moves it to the first or the last place of those that wait; undefined where it has no place. */
  onMove?: ((to: 'first' | 'last') => void) | undefined;
};

/** Everything that can be done with one job. */
export const JobMenu = ({ job, name, onMove }: Props) => {
  const { run } = useChangeJobs();
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onMove && (
          <>
            <Menu.Item
              leftSection={<IconArrowBarToUp size={16} aria-hidden />}
              onClick={() => onMove('first')}
            >
              To the front
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowBarToDown size={16} aria-hidden />}
              onClick={() => onMove('last')}
            >
              To the end
            </Menu.Item>
          </>
        )}
        {isWaiting(job) && <PriorityItems job={job} />}
        {changesFor(job).map((change) => {
          const { name: label, icon: Glyph } = jobChanges[change];
          return (
            <Menu.Item
              key={change}
              {...(change === 'cancel' ? { color: 'red' } : {})}
              leftSection={<Glyph size={16} aria-hidden />}
              onClick={() => run([job], change)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
};

export const PriorityItems = ({ job }: { job: Job }) => {
  const set = useSetPriority();
  return (
    <>
      <Menu.Label>Priority</Menu.Label>
      {namedPriorities.map(({ name, value }) => (
        <Menu.Item
          key={value}
          leftSection={
            <IconCheck size={16} aria-hidden visibility={job.priority === value ? 'visible' : 'hidden'} />
          }
          aria-current={job.priority === value}
          onClick={() => set.mutate({ jobs: [job], priority: value })}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
};
