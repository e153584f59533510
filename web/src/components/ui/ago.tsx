import { useEffect, useState } from 'react';
import { formatAgo, formatDateTime, formatShortDuration, formatUntil } from '@/lib/format';

const renewEvery = 15_000;

/** The time now, renewed while it is looked at. */
const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), renewEvery);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** How long ago, kept true while it is on the screen; the exact time on hover. */
export const Ago = ({ date }: { date: Date }) => <Moment date={date} words={formatAgo(date, useNow())} />;

/** How long until then: "in 5 minutes". */
export const Until = ({ date }: { date: Date }) => <Moment date={date} words={formatUntil(date, useNow())} />;

/** How long it has lasted: "14 min". */
export const Since = ({ date }: { date: Date }) => (
  <Moment date={date} words={formatShortDuration(Math.max(0, useNow().getTime() - date.getTime()))} />
);

const Moment = ({ date, words }: { date: Date; words: string }) => (
  <time dateTime={date.toISOString()} title={formatDateTime(date)}>
    {words}
  </time>
);
