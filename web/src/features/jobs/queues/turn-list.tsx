import { Text, VisuallyHidden } from '@mantine/core';
import { useRef } from 'react';
import { useMay } from '@/features/access/use-session';
import type { Job } from '@/features/jobs/job';
import { BulkBar } from '@/features/jobs/queues/bulk-bar';
import classes from '@/features/jobs/queues/turn-list.module.css';
import { nameOf, TurnRow } from '@/features/jobs/queues/turn-row';
import { turnsOf } from '@/features/jobs/queues/turns';
import { useReorderJobs } from '@/features/jobs/use-job-changes';
import { DragHandle } from '@/components/ui/drag-handle';
import rows from '@/components/ui/rows.module.css';
import { plural } from '@/lib/format';
import { useReorder } from '@/lib/use-reorder';
import { useRowKeys } from '@/lib/use-row-keys';
import { useSelection, type Selection } from '@/lib/use-selection';

/** A queue's jobs: what runs, what waits in turn (to be put into another order), what has ended. */
export const TurnList = ({ jobs }: { jobs: Job[] }) => {
  const selection = useSelection(jobs);
  const box = useRef<HTMLDivElement>(null);
  useRowKeys(box);
  const { running, waiting, finished } = turnsOf(jobs);
  return (
    <div ref={box}>
      <Part title="Running" jobs={running} selection={selection} />
      <Waiting jobs={waiting} selection={selection} />
      <Part title="Finished" jobs={finished} selection={selection} />
      <BulkBar selection={selection} />
    </div>
  );
};

type PartProps = { title: string; jobs: Job[]; selection: Selection<Job> };

const Heading = ({ title, count, note }: { title: string; count: number; note?: string }) => (
  <div className={classes.heading}>
    <Text component="h3" size="sm" fw={600}>
      {title}
    </Text>
    <Text size="xs" c="dimmed">
      {plural(count, 'job')}
      {note}
    </Text>
  </div>
);

const Part = ({ title, jobs, selection }: PartProps) => {
  const may = useMay('annotator');
  if (jobs.length === 0) return null;
  return (
    <section>
      <Heading title={title} count={jobs.length} />
      <ul className={rows.list} aria-label={title}>
        {jobs.map((job) => (
          <TurnRow
            key={job.id}
            job={job}
            selected={selection.has(job.id)}
            onToggle={may ? () => selection.toggle(job.id) : undefined}
          />
        ))}
      </ul>
    </section>
  );
};

const Waiting = ({ jobs, selection }: Omit<PartProps, 'title'>) => {
  const may = useMay('annotator');
  const reorder = useReorderJobs();
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const turns = useReorder({
    ids: jobs.map(({ id }) => id),
    nameOf: (id) => (byId.has(id) ? nameOf(byId.get(id) as Job) : 'The job'),
    onReorder: reorder.mutate,
  });
  if (jobs.length === 0) return null;
  return (
    <section>
      <Heading title="Waiting, in turn" count={jobs.length} note={may ? ' · drag, or Alt+↑ and Alt+↓' : ''} />
      <VisuallyHidden role="status">{turns.announcement}</VisuallyHidden>
      <ol className={rows.list} aria-label="Waiting, in turn">
        {turns.order.map((id, index) => {
          const job = byId.get(id);
          if (!job) return null;
          return (
            <TurnRow
              key={id}
              job={job}
              place={index + 1}
              moving={turns.movingId === id}
              handle={may && <DragHandle name={nameOf(job)} {...turns.handleOf(id)} />}
              selected={selection.has(id)}
              onToggle={may ? () => selection.toggle(id) : undefined}
              onMove={(to) => turns.moveTo(id, to === 'first' ? 0 : jobs.length)}
            />
          );
        })}
      </ol>
    </section>
  );
};
