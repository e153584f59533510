import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryItems } from '@/features/jobs/api';
import type { DeadLetter } from '@/features/jobs/dead-letters/api';
import { SelectionBar } from '@/components/ui/selection-bar';
import { plural } from '@/lib/format';
import { settleAll } from '@/lib/settle-all';
import type { Selection } from '@/lib/use-selection';

/** Runs the selected items again, job by job. */
export const RetryLetters = ({ selection }: { selection: Selection<DeadLetter, number> }) => {
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: (letters: readonly DeadLetter[]) =>
      settleAll([...byJob(letters)], ([jobId, itemIds]) => retryItems(jobId, itemIds)),
    onSuccess: async ({ succeeded, errors: [first] }) => {
      if (first)
        notifications.show({ color: 'red', title: 'Not all could be tried again', message: first.message });
      if (succeeded > 0)
        notifications.show({ message: `Items of ${plural(succeeded, 'job')} will be tried again.` });
      selection.clear();
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  return (
    <SelectionBar
      count={selection.items.length}
      total={selection.total}
      onAll={selection.all}
      onClear={selection.clear}
    >
      <Button
        size="compact-sm"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={retry.isPending}
        onClick={() => retry.mutate(selection.items)}
      >
        Try again
      </Button>
    </SelectionBar>
  );
};

export const byJob = (letters: readonly DeadLetter[]): Map<string, number[]> => {
  const jobs = new Map<string, number[]>();
  for (const { jobId, id } of letters) jobs.set(jobId, [...(jobs.get(jobId) ?? []), id]);
  return jobs;
};
