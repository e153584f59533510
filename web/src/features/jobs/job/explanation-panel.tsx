import { Skeleton, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClock,
  IconGauge,
  IconHandStop,
  IconLink,
  IconListNumbers,
  IconPlayerPause,
  IconPlugConnectedX,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { explanationQuery } from '@/features/jobs/api';
import { isFinished, type Explanation, type Job } from '@/features/jobs/job';
import classes from '@/features/jobs/job/job-page.module.css';
import { Until } from '@/components/ui/ago';
import { TextLink } from '@/components/ui/links';
import { formatDuration, plural } from '@/lib/format';

const icons: Record<string, Icon> = {
  'queue-paused': IconPlayerPause,
  'queue-stopped': IconHandStop,
  'job-paused': IconPlayerPause,
  'not-released': IconHandStop,
  scheduled: IconClock,
  'waits-for-job': IconLink,
  'queue-limit': IconGauge,
  'job-limit': IconGauge,
  'usage-limit': IconGauge,
  'jobs-ahead': IconListNumbers,
  'backing-off': IconRefresh,
  'no-worker': IconPlugConnectedX,
};

/** Why an unfinished job is not running, or not faster. */
export const ExplanationPanel = ({ job }: { job: Job }) => {
  const finished = isFinished(job);
  const explanation = useQuery({ ...explanationQuery(job.id), enabled: !finished });
  if (finished) return null;
  const title = job.state === 'running' ? 'Why it is not faster' : 'Why it is not running';
  return (
    <section className={classes.panel} aria-label={title}>
      <Text component="h2" size="sm" fw={600}>
        {explanation.data?.reasons.length === 0 ? standing(job) : title}
      </Text>
      {explanation.isPending && <Skeleton height={44} mt="sm" />}
      {explanation.isError && !explanation.data && (
        <Text size="sm" c="var(--suite-bad)" mt="xs">
          {explanation.error.message}
        </Text>
      )}
      {explanation.data && <Reasons explanation={explanation.data} running={job.state === 'running'} />}
    </section>
  );
};

const standing = ({ state }: Job) => (state === 'running' ? 'Running, held back by nothing' : 'It is next');

const Reasons = ({ explanation, running }: { explanation: Explanation; running: boolean }) => (
  <>
    <ul className={classes.reasons}>
      {explanation.reasons.map(({ code, detail, jobId, until }) => {
        const Glyph = icons[code] ?? IconAlertTriangle;
        return (
          <li key={`${code} ${jobId ?? ''} ${detail}`}>
            <Glyph size={18} stroke={1.6} aria-hidden />
            <span>
              {detail}{' '}
              {jobId !== null && (
                <TextLink to="/jobs/$jobId" params={{ jobId }} size="sm">
                  Open it
                </TextLink>
              )}
              {until && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  until <Until date={until} />
                </Text>
              )}
            </span>
          </li>
        );
      })}
    </ul>
    <Text size="xs" c="dimmed" mt="xs">
      {forecast(explanation, running)}
      {explanation.estimatedStart && !running && (
        <>
          {' '}
          It should start <Until date={explanation.estimatedStart} />.
        </>
      )}
      {explanation.nextRetryAt && (
        <>
          {' '}
          The next item is tried again <Until date={explanation.nextRetryAt} />.
        </>
      )}
    </Text>
  </>
);

const forecast = ({ jobsAhead, estimatedDuration }: Explanation, running: boolean): string => {
  const ahead = running
    ? ''
    : jobsAhead === 0
      ? 'No job is ahead of it.'
      : `${plural(jobsAhead, 'job is', 'jobs are')} ahead of it.`;
  const takes =
    estimatedDuration === null ? '' : `What is left takes about ${formatDuration(estimatedDuration)}.`;
  return [ahead, takes].filter(Boolean).join(' ');
};
