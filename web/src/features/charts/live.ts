import type { QueryClient } from '@tanstack/react-query';
import { allImagesKey, markPrepared, productsKey } from '@/features/charts/api';
import { gather } from '@/lib/gather';
import type { LiveChannel } from '@/lib/live';

const gatherFor = 400;

/** Keeps charts in step with the live channel: their readings, and when their pictures can be shown. */
export const followCharts = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const readings = gather<'readings'>(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: allImagesKey }),
        queryClient.invalidateQueries({ queryKey: productsKey }),
      ]),
    gatherFor,
  );
  const stops = [
    live.on('jobs.job-changed', ({ payload }) => {
      if ((payload as { kind: string }).kind === 'chart-extraction') readings.add('readings');
    }),
    live.on('assets.asset-changed', ({ payload }) => {
      const { assetId, state } = payload as { assetId: string; state: string };
      if (state === 'ready') markPrepared(queryClient, assetId);
    }),
    readings.stop,
  ];
  return () => stops.forEach((stop) => stop());
};
