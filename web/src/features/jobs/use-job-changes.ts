import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJob, reorderJobs, setPriority, type JobChange } from '@/features/jobs/api';
import type { Job } from '@/features/jobs/job';
import { jobChanges } from '@/features/jobs/job-changes';
import { reorderLists } from '@/features/jobs/patch';
import { confirm } from '@/components/ui/confirm';
import { plural } from '@/lib/format';
import { settleAll } from '@/lib/settle-all';

const everything = { queryKey: ['jobs'] };

/** Does one thing with each of the jobs that it fits, and says for how many it worked. */
export const useChangeJobs = () => {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: ({ jobs, what }: { jobs: readonly Job[]; what: JobChange }) =>
      settleAll(jobs, ({ id }) => changeJob(id, what)),
    onSuccess: async ({ succeeded, errors }, { what }) => {
      const [first] = errors;
      if (first)
        notifications.show({
          color: 'red',
          title: `${plural(errors.length, 'job')} could not be changed`,
          message: first.message,
        });
      if (succeeded > 0)
        notifications.show({ message: `${jobChanges[what].done}: ${plural(succeeded, 'job')}.` });
      await queryClient.invalidateQueries(everything);
    },
  });
  const run = (all: readonly Job[], what: JobChange) => {
    const jobs = all.filter(jobChanges[what].fits);
    if (what !== 'cancel') return change.mutate({ jobs, what });
    confirm(
      {
        title: jobs.length === 1 ? 'Cancel this job?' : `Cancel ${plural(jobs.length, 'job')}?`,
        text: 'What waits will not be started, what runs stops at its next step. Finished results are kept.',
        yes: jobs.length === 1 ? 'Cancel the job' : 'Cancel the jobs',
        no: 'Let it go on',
      },
      () => change.mutate({ jobs, what }),
    );
  };
  return { run, pending: change.isPending };
};

export const useSetPriority = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ jobs, priority }: { jobs: readonly Job[]; priority: number }) =>
      settleAll(jobs, async ({ id }) => setPriority(id, priority)),
    onSuccess: async ({ errors: [first] }) => {
      if (first)
        notifications.show({
          color: 'red',
          title: 'The priority could not be changed',
          message: first.message,
        });
      await queryClient.invalidateQueries(everything);
    },
  });
};

/** Puts waiting jobs into another order: on the screen at once, and back when the server refuses. */
export const useReorderJobs = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: reorderJobs,
    scope: { id: 'reorder-jobs' },
    meta: { failure: 'The order could not be changed' },
    onMutate: async (jobIds) => {
      await queryClient.cancelQueries({ queryKey: ['jobs', 'list'] });
      reorderLists(queryClient, jobIds);
    },
    onSettled: () => queryClient.invalidateQueries(everything),
  });
};
