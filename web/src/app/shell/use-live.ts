import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '@/features/access/use-session';
import { followAssets } from '@/features/assets/live';
import { followCaptions } from '@/features/captions/live';
import { followCharts } from '@/features/charts/live';
import { followIntakes } from '@/features/jobs/intake';
import { followJobs } from '@/features/jobs/live';
import { LiveChannel, type LiveStatus } from '@/lib/live';

const pollWhileDown = 8_000;

/** Keeps the query cache in step with the server while a signed-in page is open: one channel per team. */
export const useLive = (): LiveStatus => {
  const teamId = useSession().team.id;
  const queryClient = useQueryClient();
  const [live] = useState(() => new LiveChannel());
  const status = useSyncExternalStore(live.watchStatus, () => live.status);

  useEffect(() => {
    const stops = [
      followAssets(live, queryClient),
      followIntakes(live, queryClient),
      followJobs(live, queryClient),
      followCharts(live, queryClient),
      followCaptions(live, queryClient),
      live.onReset(() => void queryClient.invalidateQueries()),
    ];
    live.start();
    return () => {
      stops.forEach((stop) => stop());
      live.stop();
    };
  }, [live, queryClient, teamId]);

  useEffect(() => {
    if (status !== 'waiting') return;
    const poll = setInterval(() => void queryClient.invalidateQueries({ type: 'active' }), pollWhileDown);
    return () => clearInterval(poll);
  }, [status, queryClient]);

  return status;
};
