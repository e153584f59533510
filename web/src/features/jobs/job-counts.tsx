import { Text } from '@mantine/core';
import type { Job } from '@/features/jobs/job';
import { formatDuration } from '@/lib/format';

/** "3 of 5 done · 1 failed · in 2.4 s". */
export const JobCounts = ({ job }: { job: Job }) => (
  <Text size="xs" c="dimmed">
    {job.succeededItems} of {job.totalItems} done
    {job.failedItems > 0 && (
      <Text span inherit c="var(--suite-bad)">
        {' · '}
        {job.failedItems} failed
      </Text>
    )}
    {job.cancelledItems > 0 && ` · ${job.cancelledItems} cancelled`}
    {job.startedAt &&
      job.finishedAt &&
      ` · in ${formatDuration(job.finishedAt.getTime() - job.startedAt.getTime())}`}
  </Text>
);
