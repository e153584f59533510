import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '@/features/access/use-session';
import { startTracing, traceNavigation } from '@/lib/tracing';

/** Records this page's requests and changes of page, as far as the server wants traces. */
export const useTracing = () => {
  const { traceRatio = 0 } = useSession();
  const router = useRouter();
  useEffect(() => {
    const route = () => router.state.matches.at(-1)?.fullPath ?? router.state.location.pathname;
    startTracing(traceRatio, route());

    let arrive: ((route: string) => void) | undefined;
    const stops = [
      router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
        if (pathChanged) arrive = traceNavigation();
      }),
      router.subscribe('onResolved', () => {
        arrive?.(route());
        arrive = undefined;
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [router, traceRatio]);
};
