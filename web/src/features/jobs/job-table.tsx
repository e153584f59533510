import { Progress, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { JobCounts } from '@/features/jobs/job-counts';
import { isFinished, kindName, type Job } from '@/features/jobs/job';
import classes from '@/features/jobs/job-table.module.css';
import { Ago } from '@/components/ui/ago';
import { StateBadge } from '@/components/ui/state-badge';

/** Jobs as rows; each row leads to its job. */
export const JobTable = ({ jobs }: { jobs: Job[] }) => (
  <ul className={classes.list} aria-label="Jobs">
    {jobs.map((job) => (
      <li key={job.id}>
        <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={classes.row} data-row>
          <div className={classes.name}>
            <Text fw={550} size="sm" truncate>
              {kindName(job.kind)}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {job.queue}
            </Text>
          </div>
          <div className={classes.state}>
            <StateBadge state={job.state} />
          </div>
          <div className={classes.progress}>
            {!isFinished(job) && <Progress value={job.progress} size={6} aria-label="Progress" mb={4} />}
            <JobCounts job={job} />
          </div>
          <Text size="xs" c="dimmed" className={classes.time}>
            <Ago date={job.createdAt} />
          </Text>
        </Link>
      </li>
    ))}
  </ul>
);

export const JobTableSkeleton = () => (
  <div className={classes.list} role="status" aria-label="Loading jobs">
    {Array.from({ length: 8 }, (_, index) => (
      <div key={index} className={classes.row}>
        <div className={classes.name}>
          <Skeleton height={12} width={160} />
          <Skeleton height={10} width={70} mt={8} />
        </div>
        <Skeleton height={20} width={80} radius="xl" className={classes.state} />
        <Skeleton height={6} className={classes.progress} />
        <Skeleton height={10} width={60} className={classes.time} />
      </div>
    ))}
  </div>
);
