import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dependenciesQuery, jobQuery } from '@/features/jobs/api';
import { kindName, type Job } from '@/features/jobs/job';
import classes from '@/features/jobs/job/job-page.module.css';
import { TextLink } from '@/components/ui/links';
import { StateBadge } from '@/components/ui/state-badge';

/** What the job waits or waited for, and what waits for it; nothing when it stands alone. */
export const DependenciesPanel = ({ job }: { job: Job }) => {
  const { data } = useQuery(dependenciesQuery(job.id));
  if (!data || data.dependsOn.length + data.dependents.length === 0) return null;
  return (
    <section className={classes.panel} aria-labelledby="dependencies-heading">
      <Text component="h2" id="dependencies-heading" size="sm" fw={600}>
        Depends on other jobs
      </Text>
      <Jobs title="It runs after" ids={data.dependsOn} />
      <Jobs title="These run after it" ids={data.dependents} />
    </section>
  );
};

const Jobs = ({ title, ids }: { title: string; ids: string[] }) =>
  ids.length > 0 && (
    <>
      <Text size="xs" c="dimmed" mt="xs">
        {title}
      </Text>
      <div className={classes.links}>
        {ids.map((id) => (
          <OneJob key={id} id={id} />
        ))}
      </div>
    </>
  );

const OneJob = ({ id }: { id: string }) => {
  const { data } = useQuery(jobQuery(id));
  return (
    <span>
      <TextLink to="/jobs/$jobId" params={{ jobId: id }} size="sm">
        {data ? kindName(data.kind) : id}
      </TextLink>{' '}
      {data && <StateBadge state={data.state} />}
    </span>
  );
};
