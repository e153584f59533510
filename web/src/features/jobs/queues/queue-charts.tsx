import { SimpleGrid } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { statisticsQuery } from '@/features/jobs/queues/api';
import type { Queue } from '@/features/jobs/queues/queue';
import {
  bucketed,
  everyMinute,
  latencySeries,
  throughputSeries,
  totals,
} from '@/features/jobs/queues/statistics';
import { Since } from '@/components/ui/ago';
import { niceDurations } from '@/components/ui/chart/scale';
import { TimeChart } from '@/components/ui/chart/time-chart';
import { Tile, Tiles } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { formatCount, formatPercent, formatShortDuration } from '@/lib/format';

const bars = 60;

const share = (fraction: number) => (fraction < 0.01 ? '<1%' : formatPercent(fraction));

/** How a queue does: what stands in it now, and what has finished in the time shown. */
export const QueueCharts = ({ queue, minutes }: { queue: Queue; minutes: number }) => {
  const statistics = useQuery({ ...statisticsQuery(queue.id, minutes), placeholderData: keepPreviousData });
  if (statistics.isError && !statistics.data)
    return (
      <FailedState
        title="The figures could not be loaded"
        error={statistics.error}
        onRetry={() => void statistics.refetch()}
      />
    );
  const now = new Date(statistics.dataUpdatedAt);
  const all = everyMinute(statistics.data ?? [], minutes, now);
  const shown = bucketed(all, Math.max(1, minutes / bars));
  const times = shown.map(({ at }) => at);
  const { succeeded, failed } = totals(all);
  const { oldestWaitingAt } = queue;
  return (
    <>
      <Tiles>
        <Tile name="Waiting" more={`${formatCount(queue.readyItems)} ready`}>
          {formatCount(queue.waitingItems)}
        </Tile>
        <Tile name="Running" more={`${formatCount(queue.unfinishedJobs)} jobs unfinished`}>
          {formatCount(queue.runningItems)}
        </Tile>
        <Tile name="Oldest waits">{oldestWaitingAt ? <Since date={oldestWaitingAt} /> : '–'}</Tile>
        <Tile name={`Finished in ${minutes / 60} h`}>{formatCount(succeeded + failed)}</Tile>
        <Tile
          name="Failed"
          bad={failed > 0}
          {...(failed > 0 ? { more: share(failed / (succeeded + failed)) } : {})}
        >
          {formatCount(failed)}
        </Tile>
      </Tiles>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="sm">
        <TimeChart
          title={minutes === bars ? 'Items a minute' : `Items in ${minutes / bars} minutes`}
          kind="bars"
          times={times}
          series={throughputSeries(shown)}
          format={formatCount}
        />
        <TimeChart
          title="Wait before the start"
          kind="lines"
          times={times}
          series={latencySeries(shown, 'wait')}
          format={formatShortDuration}
          ticksTo={niceDurations}
        />
        <TimeChart
          title="Run time"
          kind="lines"
          times={times}
          series={latencySeries(shown, 'run')}
          format={formatShortDuration}
          ticksTo={niceDurations}
        />
      </SimpleGrid>
    </>
  );
};
