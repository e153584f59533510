import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** The time that the page shows up to, moved on at every interval while somebody looks; `renew` moves it at once. */
export const useClock = (interval: number | null): { now: number; renew: () => void } => {
  const [now, setNow] = useState(() => Date.now());
  const visible = useDocumentVisibility() !== 'hidden';
  useEffect(() => {
    if (interval === null || !visible) return;
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval, visible]);
  return { now, renew: () => setNow(Date.now()) };
};
