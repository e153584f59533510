import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  captionsKey,
  changeCaptionJob,
  reorderCaptionJobs,
  type CaptionChange,
} from '@/features/captions/api';
import { hasEnded, type CaptionJob } from '@/features/captions/caption';
import { confirm } from '@/components/ui/confirm';

type Change = { name: string; done: string; fits: (job: CaptionJob) => boolean };

/** What people do to a caption job, and with which states it goes. */
export const captionChanges: Record<CaptionChange, Change> = {
  'retry-failed': {
    name: 'Retry failed',
    done: 'The failed captions will be made again.',
    fits: ({ failedImages }) => failedImages > 0,
  },
  cancel: { name: 'Cancel', done: 'The job is being cancelled.', fits: (job) => !hasEnded(job) },
  archive: { name: 'Archive', done: 'The job is archived.', fits: (job) => hasEnded(job) && !job.archived },
  restore: { name: 'Restore', done: 'The job is back in the list.', fits: ({ archived }) => archived },
};

export const changesFor = (job: CaptionJob): CaptionChange[] =>
  (Object.keys(captionChanges) as CaptionChange[]).filter((change) => captionChanges[change].fits(job));

export const useCaptionChange = (job: CaptionJob) => {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (change: CaptionChange) => changeCaptionJob(job.id, change),
    meta: { failure: 'The job could not be changed' },
    onSuccess: (_, change) => {
      notifications.show({ message: captionChanges[change].done });
      return queryClient.invalidateQueries({ queryKey: captionsKey });
    },
  });
  const run = (change: CaptionChange) => {
    if (change !== 'cancel') return mutation.mutate(change);
    confirm(
      {
        title: 'Cancel this job?',
        text: 'Captions that wait will not be made. Those that are finished are kept.',
        yes: 'Cancel the job',
        no: 'Let it go on',
      },
      () => mutation.mutate(change),
    );
  };
  return { run, pending: mutation.isPending };
};

export const useReorderCaptionJobs = () => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: reorderCaptionJobs,
    scope: { id: 'reorder-captions' },
    meta: { failure: 'The order could not be changed' },
    onSettled: () => queryClient.invalidateQueries({ queryKey: captionsKey }),
  });
};
