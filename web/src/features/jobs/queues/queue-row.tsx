import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { statisticsQuery } from '@/features/jobs/queues/api';
import { modeWords, policyWords, type Queue } from '@/features/jobs/queues/queue';
import { QueueMenu } from '@/features/jobs/queues/queue-actions';
import { anyNumber } from '@/features/jobs/queues/queue-dialog';
import classes from '@/features/jobs/queues/queues-page.module.css';
import { bucketed, everyMinute, latestP95, totals } from '@/features/jobs/queues/statistics';
import { Sparkline } from '@/components/ui/chart/sparkline';
import rows from '@/components/ui/rows.module.css';
import { StateBadge } from '@/components/ui/state-badge';
import { formatCount, formatShortDuration } from '@/lib/format';

const minutes = 60;

export const QueueRow = ({ queue, now }: { queue: Queue; now: Date }) => {
  const statistics = useQuery(statisticsQuery(queue.id, minutes)).data;
  const hour = everyMinute(statistics ?? [], minutes, now);
  const bars = bucketed(hour, 2);
  const finished = totals(hour);
  return (
    <li className={`${rows.row} ${classes.row}`}>
      <div className={classes.name}>
        <Link
          to="/admin/queues/$queueId"
          params={{ queueId: queue.id }}
          className={`${rows.link} ${classes.link}`}
          data-row
        >
          {queue.title}
        </Link>
        <QueueTraits queue={queue} />
      </div>
      <StateBadge state={queue.state} />
      <Load queue={queue} />
      <div className={classes.figures}>
        <small className={classes.narrow}>Oldest</small>{' '}
        {queue.oldestWaitingAt ? age(queue.oldestWaitingAt, now) : '–'}
      </div>
      <div className={classes.spark}>
        <Sparkline
          label={`${finished.succeeded} succeeded and ${finished.failed} failed in the last hour`}
          good={bars.map((bar) => bar.succeeded)}
          bad={bars.map((bar) => bar.failed)}
        />
      </div>
      <div className={classes.figures}>
        {formatCount(finished.succeeded + finished.failed)} <small>in 1 h</small>
      </div>
      <P95 wait={latestP95(hour, 'wait')} run={latestP95(hour, 'run')} />
      <div className={`${rows.above} ${classes.menu}`}>
        <QueueMenu queue={queue} />
      </div>
    </li>
  );
};

export const QueueTraits = ({ queue }: { queue: Queue }) => (
  <Group gap={6} mt={2}>
    <Text size="xs" c="dimmed">
      {queue.shared ? 'Shared' : 'Own'} · {policyWords[queue.policy].name}
    </Text>
    {queue.mode === 'manual' && (
      <Tooltip label={modeWords.manual.text}>
        <Badge size="xs" variant="light" color="blue" tt="none">
          {modeWords.manual.name}
        </Badge>
      </Tooltip>
    )}
    {queue.lean && (
      <Tooltip label="Faster: keeps no history of attempts and tells of no single items.">
        <Badge size="xs" variant="light" color="gray" tt="none">
          Lean
        </Badge>
      </Tooltip>
    )}
  </Group>
);

const Load = ({ queue }: { queue: Queue }) => {
  const limited = queue.maxRunningItems < anyNumber;
  return (
    <div className={`${classes.figures} ${classes.load}`}>
      {formatCount(queue.waitingItems)} <small>waiting</small> · {formatCount(queue.runningItems)}
      <small>{limited ? `/${queue.maxRunningItems} running` : ' running'}</small>
      {limited && (
        <Progress
          size={4}
          mt={4}
          color="blue"
          value={(100 * queue.runningItems) / queue.maxRunningItems}
          aria-label="Share of the limit in use"
        />
      )}
    </div>
  );
};

const P95 = ({ wait, run }: { wait: number | null; run: number | null }) => (
  <div className={classes.figures}>
    <small>wait</small> {wait === null ? '–' : formatShortDuration(wait)}
    <br />
    <small>run</small> {run === null ? '–' : formatShortDuration(run)}
  </div>
);

const age = (since: Date, now: Date) => formatShortDuration(Math.max(0, now.getTime() - since.getTime()));
