import { Button, Menu } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useMay } from '@/features/access/use-session';
import type { Job } from '@/features/jobs/job';
import { changesFor, isWaiting, jobChanges } from '@/features/jobs/job-changes';
import { PriorityItems } from '@/features/jobs/job-menu';
import { priorityName } from '@/features/jobs/priority';
import { useChangeJobs } from '@/features/jobs/use-job-changes';

/** Everything that can be done with the job now. */
export const JobButtons = ({ job }: { job: Job }) => {
  const may = useMay('annotator');
  const { run, pending } = useChangeJobs();
  if (!may) return null;
  return (
    <>
      {isWaiting(job) && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button variant="default" leftSection={<IconFlag size={16} aria-hidden />}>
              Priority: {priorityName(job.priority)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <PriorityItems job={job} />
          </Menu.Dropdown>
        </Menu>
      )}
      {changesFor(job).map((change) => {
        const { name, icon: Glyph } = jobChanges[change];
        return (
          <Button
            key={change}
            variant={change === 'cancel' ? 'light' : 'default'}
            {...(change === 'cancel' ? { color: 'red' } : {})}
            leftSection={<Glyph size={16} aria-hidden />}
            loading={pending}
            onClick={() => run([job], change)}
          >
            {change === 'cancel' ? 'Cancel job' : name}
          </Button>
        );
      })}
    </>
  );
};
