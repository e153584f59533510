import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Job } from '@/features/jobs/job';
import classes from '@/features/jobs/job/job-page.module.css';
import { Ago, Until } from '@/components/ui/ago';
import { stateName } from '@/components/ui/state-badge';
import { formatDuration } from '@/lib/format';

/** What became of the job so far, and how long each stretch took. */
export const TimelinePanel = ({ job }: { job: Job }) => (
  <section className={classes.panel} aria-labelledby="timeline-heading">
    <Text component="h2" id="timeline-heading" size="sm" fw={600}>
      Timeline
    </Text>
    <ol className={classes.steps}>
      <Step done title="Created">
        <Ago date={job.createdAt} />
      </Step>
      {job.runAfter && !job.startedAt && (
        <Step title="Scheduled">
          <Until date={job.runAfter} />
        </Step>
      )}
      {!job.released && !job.startedAt && <Step title="Released">Waits for a person</Step>}
      <Step done={job.startedAt !== null} title="Started">
        {job.startedAt ? (
          <>
            <Ago date={job.startedAt} />, after {between(job.createdAt, job.startedAt)}
          </>
        ) : (
          'Not yet'
        )}
      </Step>
      <Step done={job.finishedAt !== null} title={job.finishedAt ? stateName(job.state) : 'Finished'}>
        {job.finishedAt ? (
          <>
            <Ago date={job.finishedAt} />
            {job.startedAt && `, after ${between(job.startedAt, job.finishedAt)}`}
          </>
        ) : (
          'Not yet'
        )}
      </Step>
    </ol>
  </section>
);

const between = (from: Date, to: Date) => formatDuration(Math.max(0, to.getTime() - from.getTime()));

const Step = ({ title, done = false, children }: { title: string; done?: boolean; children: ReactNode }) => (
  <li data-done={done}>
    <Text size="sm" fw={550}>
      {title}
    </Text>
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  </li>
);
