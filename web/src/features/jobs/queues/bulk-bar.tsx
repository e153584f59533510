import { Button, Menu } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import type { JobChange } from '@/features/jobs/api';
import type { Job } from '@/features/jobs/job';
import { isWaiting, jobChanges } from '@/features/jobs/job-changes';
import { namedPriorities } from '@/features/jobs/priority';
import { useChangeJobs, useSetPriority } from '@/features/jobs/use-job-changes';
import { SelectionBar } from '@/components/ui/selection-bar';
import type { Selection } from '@/lib/use-selection';

/** What fits at least one of the selected jobs; it is done to those that it fits. */
export const BulkBar = ({ selection }: { selection: Selection<Job> }) => {
  const { run, pending } = useChangeJobs();
  const changes = Object.entries(jobChanges).filter(([, { fits }]) => selection.items.some(fits));
  return (
    <SelectionBar
      count={selection.items.length}
      total={selection.total}
      onAll={selection.all}
      onClear={selection.clear}
    >
      <PriorityMenu jobs={selection.items.filter(isWaiting)} />
      {changes.map(([change, { name, icon: Glyph }]) => (
        <Button
          key={change}
          size="compact-sm"
          variant={change === 'cancel' ? 'light' : 'default'}
          {...(change === 'cancel' ? { color: 'red' } : {})}
          leftSection={<Glyph size={16} aria-hidden />}
          loading={pending}
          onClick={() => run(selection.items, change as JobChange)}
        >
          {name}
        </Button>
      ))}
    </SelectionBar>
  );
};

const PriorityMenu = ({ jobs }: { jobs: Job[] }) => {
  const set = useSetPriority();
  if (jobs.length === 0) return null;
  return (
    <Menu position="top" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFlag size={16} aria-hidden />}
          loading={set.isPending}
        >
          Priority
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {namedPriorities.map(({ name, value }) => (
          <Menu.Item key={value} onClick={() => set.mutate({ jobs, priority: value })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
