import { queryOptions } from '@tanstack/react-query';
import type { Minute, Queue, QueueFields, QueueState } from '@/features/jobs/queues/queue';
import { capitalize } from '@/lib/format';
import { getJson, sendJson } from '@/lib/http';

type QueueWire = Omit<Queue, 'oldestWaitingAt'> & { oldestWaitingAt: string | null };

const toQueue = (wire: QueueWire): Queue => ({
  ...wire,
  // Modules give their queues a name only.
  title: wire.title === wire.name ? capitalize(wire.name.replaceAll('-', ' ')) : wire.title,
  oldestWaitingAt: wire.oldestWaitingAt ? new Date(wire.oldestWaitingAt) : null,
});

export const queuesKey = ['jobs', 'queues'] as const;

/** All queues that the team sees, with its own counts. */
export const queuesQuery = queryOptions({
  queryKey: queuesKey,
  queryFn: async ({ signal }) =>
    (await getJson<{ items: QueueWire[] }>('/api/job-queues', signal)).items.map(toQueue),
  // Work of other kinds than jobs' own changes nothing here, but the age of what waits grows by itself.
  refetchInterval: 15_000,
});

type MinuteWire = Omit<Minute, 'at'> & { minute: string };

/** What finished minute by minute; minutes without an end are left out. */
export const statisticsQuery = (queueId: string, minutes: number) =>
  queryOptions({
    queryKey: ['jobs', 'queue-statistics', queueId, minutes],
    queryFn: async ({ signal }): Promise<Minute[]> => {
      const wire = await getJson<{ minutes: MinuteWire[] }>(
        `/api/job-queues/${queueId}/statistics?minutes=${minutes}`,
        signal,
      );
      return wire.minutes.map(({ minute, ...rest }) => ({ ...rest, at: new Date(minute) }));
    },
    refetchInterval: 15_000,
  });

export const createQueue = (fields: QueueFields) => sendJson('POST', '/api/job-queues', fields);

export const editQueue = (id: string, change: Partial<QueueFields & { state: QueueState }>) =>
  sendJson('PATCH', `/api/job-queues/${id}`, change);

export const deleteQueue = (id: string) => sendJson('DELETE', `/api/job-queues/${id}`);
