import { Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { jobQuery } from '@/features/jobs/api';
import { kindName, type JobDetails } from '@/features/jobs/job';
import { JobCounts } from '@/features/jobs/job-counts';
import { DependenciesPanel } from '@/features/jobs/job/dependencies-panel';
import { ExplanationPanel } from '@/features/jobs/job/explanation-panel';
import { ItemsSection } from '@/features/jobs/job/items-section';
import { JobButtons } from '@/features/jobs/job/job-buttons';
import classes from '@/features/jobs/job/job-page.module.css';
import { TimelinePanel } from '@/features/jobs/job/timeline-panel';
import { priorityName } from '@/features/jobs/priority';
import { queuesQuery } from '@/features/jobs/queues/api';
import { Ago } from '@/components/ui/ago';
import { BackLink } from '@/components/ui/back-link';
import { Fact, Facts } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { JsonView } from '@/components/ui/json-view';
import { TextLink } from '@/components/ui/links';
import { PageHeader } from '@/components/ui/page-header';
import { StateBadge } from '@/components/ui/state-badge';

const route = getRouteApi('/signed-in/jobs/$jobId');

export const JobPage = () => {
  const { jobId } = route.useParams();
  const job = useQuery(jobQuery(jobId));
  if (job.isPending) return <JobSkeleton />;
  if (!job.data)
    return (
      <FailedState title="The job could not be loaded" error={job.error} onRetry={() => void job.refetch()} />
    );
  return (
    <>
      <BackLink to="/jobs">All jobs</BackLink>
      <PageHeader title={kindName(job.data.kind)} note={<StateBadge state={job.data.state} />}>
        <JobButtons job={job.data} />
      </PageHeader>
      <JobSummary job={job.data} />
      <div className={classes.panels}>
        <ExplanationPanel job={job.data} />
        <TimelinePanel job={job.data} />
        <DependenciesPanel job={job.data} />
      </div>
      <ItemsSection job={job.data} />
      {job.data.config !== null && job.data.config !== undefined && (
        <section>
          <Text component="h2" fw={600} mt="xl" mb="xs">
            Settings
          </Text>
          <JsonView value={job.data.config} label="Settings" />
        </section>
      )}
    </>
  );
};

const JobSummary = ({ job }: { job: JobDetails }) => (
  <Paper withBorder p="md" radius="md" mb="md" className={classes.summary}>
    <div className={classes.progress}>
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          {job.progress}%
        </Text>
        <JobCounts job={job} />
      </Group>
      <Progress value={job.progress} color={barColor(job)} mt={6} aria-label="Progress" />
    </div>
    <Facts>
      <Fact name="Queue">
        <QueueName name={job.queue} />
      </Fact>
      <Fact name="Priority">{priorityName(job.priority)}</Fact>
      <Fact name="Created">
        <Ago date={job.createdAt} />
      </Fact>
      {job.archived && <Fact name="Archived">Yes</Fact>}
    </Facts>
  </Paper>
);

/** People know a queue by its title; who manages it can go there. */
const QueueName = ({ name }: { name: string }) => {
  const may = useMay('manager');
  const queue = useQuery(queuesQuery).data?.find((other) => other.name === name);
  if (!queue || !may) return queue?.title ?? name;
  return (
    <TextLink to="/admin/queues/$queueId" params={{ queueId: queue.id }} size="sm">
      {queue.title}
    </TextLink>
  );
};

const barColor = ({ state }: JobDetails): string => {
  if (state === 'failed') return 'red';
  if (state === 'partial') return 'yellow';
  return state === 'cancelled' ? 'gray' : 'pine';
};

const JobSkeleton = () => (
  <Stack role="status" aria-label="Loading the job">
    <Skeleton height={28} width={260} />
    <Skeleton height={110} radius="md" />
    <Skeleton height={220} radius="md" mt="md" />
  </Stack>
);
