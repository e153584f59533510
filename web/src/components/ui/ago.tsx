import { useEffect, useState } from 'react';
import { formatAgo, formatDateTime } from '@/lib/format';

const renewEvery = 15_000;

/** How long ago, kept true while it is on the screen; the exact time on hover. */
export const Ago = ({ date }: { date: Date }) => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), renewEvery);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={date.toISOString()} title={formatDateTime(date)}>
      {formatAgo(date, now)}
    </time>
  );
};
