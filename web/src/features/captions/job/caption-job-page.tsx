import { Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { captionJobQuery } from '@/features/captions/api';
import { typeWords, type CaptionJobDetails } from '@/features/captions/caption';
import { CaptionGrid } from '@/features/captions/job/caption-grid';
import { CaptionCounts, titleOf } from '@/features/captions/list/caption-row';
import { captionChanges, changesFor, useCaptionChange } from '@/features/captions/list/use-caption-changes';
import { priorityName } from '@/features/jobs/priority';
import { Ago } from '@/components/ui/ago';
import { BackLink } from '@/components/ui/back-link';
import { Fact, Facts } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { TextLink } from '@/components/ui/links';
import { PageHeader } from '@/components/ui/page-header';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDuration } from '@/lib/format';

const route = getRouteApi('/signed-in/captions/$jobId');

export const CaptionJobPage = () => {
  const { jobId } = route.useParams();
  const job = useQuery(captionJobQuery(jobId));
  if (job.isPending)
    return (
      <Stack role="status" aria-label="Loading the caption job">
        <Skeleton height={28} width={260} />
        <Skeleton height={90} radius="md" />
        <Skeleton height={320} radius="md" />
      </Stack>
    );
  if (!job.data)
    return (
      <FailedState
        title="The caption job could not be loaded"
        error={job.error}
        onRetry={() => void job.refetch()}
      />
    );
  return (
    <>
      <BackLink to="/captions">All caption jobs</BackLink>
      <PageHeader title={titleOf(job.data)} note={<StateBadge state={job.data.status} />}>
        <Buttons job={job.data} />
      </PageHeader>
      <Summary job={job.data} />
      <CaptionGrid job={job.data} />
    </>
  );
};

const Buttons = ({ job }: { job: CaptionJobDetails }) => {
  const may = useMay('annotator');
  const { run, pending } = useCaptionChange(job);
  if (!may) return null;
  return changesFor(job).map((change) => (
    <Button
      key={change}
      variant={change === 'cancel' ? 'light' : 'default'}
      {...(change === 'cancel' ? { color: 'red' } : {})}
      loading={pending}
      onClick={() => run(change)}
    >
      {captionChanges[change].name}
    </Button>
  ));
};

const Summary = ({ job }: { job: CaptionJobDetails }) => (
  <Paper withBorder p="md" radius="md" mb="lg" style={{ borderColor: 'var(--suite-line)' }}>
    <Group justify="space-between" mb={6}>
      <Text size="sm" fw={550}>
        {job.progress}%
      </Text>
      <CaptionCounts job={job} />
    </Group>
    <Progress value={job.progress} aria-label="Progress" mb="md" />
    <Facts>
      <Fact name="Way of working">{typeWords[job.type].name}</Fact>
      <Fact name="Priority">{priorityName(job.priority)}</Fact>
      <Fact name="Created">
        <Ago date={job.createdAt} />
      </Fact>
      {job.startedAt && job.completedAt && (
        <Fact name="Took">{formatDuration(job.completedAt.getTime() - job.startedAt.getTime())}</Fact>
      )}
      {job.dependencies.length > 0 && (
        <Fact name="Runs after">
          <OtherJobs ids={job.dependencies} />
        </Fact>
      )}
      {job.dependents.length > 0 && (
        <Fact name="Before">
          <OtherJobs ids={job.dependents} />
        </Fact>
      )}
      <Fact name="More">
        <TextLink to="/jobs/$jobId" params={{ jobId: job.id }} size="sm">
          Why it waits, and every attempt
        </TextLink>
      </Fact>
    </Facts>
  </Paper>
);

const OtherJobs = ({ ids }: { ids: string[] }) => (
  <Group gap={6}>
    {ids.map((jobId, index) => (
      <TextLink key={jobId} to="/jobs/$jobId" params={{ jobId }} size="sm">
        Job {index + 1}
      </TextLink>
    ))}
  </Group>
);
