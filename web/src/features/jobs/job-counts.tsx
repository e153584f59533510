import { Text } from '@mantine/core';
import type { Job } from '@/features/jobs/job';

/** "3 of 5 done · 1 failed". */
export const JobCounts = ({ job }: { job: Job }) => (
  <Text size="xs" c="dimmed" mt={4}>
    {job.succeededItems} of {job.totalItems} done
    {job.failedItems > 0 && (
      <Text span inherit c="red">
        {' · '}
        {job.failedItems} failed
      </Text>
    )}
    {job.cancelledItems > 0 && ` · ${job.cancelledItems} cancelled`}
  </Text>
);
