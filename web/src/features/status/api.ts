import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Bar,
  Dependency,
  History,
  Hours,
  Incident,
  Service,
  SuiteStatus,
} from '@/features/status/status';
import { getJson } from '@/lib/http';

type Timed<T, Keys extends keyof T> = Omit<T, Keys> & {
  [Key in Keys]: null extends T[Key] ? string | null : string;
};

type DependencyWire = Timed<Dependency, 'since'>;
type ServiceWire = Omit<Timed<Service, 'since'>, 'dependencies'> & { dependencies: DependencyWire[] };
type StatusWire = Omit<SuiteStatus, 'checkedAt' | 'services'> & {
  checkedAt: string;
  services: ServiceWire[];
};

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

const toService = (wire: ServiceWire): Service => ({
  ...wire,
  since: date(wire.since),
  dependencies: wire.dependencies.map((one) => ({ ...one, since: date(one.since) })),
});

/** How everything is now; the gateway asks all services when it is asked. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: async ({ signal }): Promise<SuiteStatus> => {
    const wire = await getJson<StatusWire>('/health/services', signal);
    return { ...wire, checkedAt: new Date(wire.checkedAt), services: wire.services.map(toService) };
  },
  refetchInterval: 5_000,
  // What is on the screen is old already: the next question comes in five seconds.
  retry: false,
});

type HistoryWire = {
  from: string;
  to: string;
  barSeconds: number;
  services: { name: string; uptime: number | null; known: number; bars: Omit<Timed<Bar, 'from'>, 'to'>[] }[];
  incidents: Timed<Incident, 'from' | 'to'>[];
};

const toHistory = (wire: HistoryWire): History => ({
  from: new Date(wire.from),
  to: new Date(wire.to),
  services: wire.services.map((service) => ({
    ...service,
    bars: service.bars.map((bar) => {
      const from = new Date(bar.from);
      return { ...bar, from, to: new Date(from.getTime() + wire.barSeconds * 1000) };
    }),
  })),
  incidents: wire.incidents.map((one) => ({ ...one, from: new Date(one.from), to: date(one.to) })),
});

/** How everything was; there is none where Prometheus does not run. */
export const historyQuery = (hours: Hours) =>
  queryOptions({
    queryKey: ['status', 'history', hours],
    queryFn: async ({ signal }) =>
      toHistory(await getJson<HistoryWire>(`/health/history?hours=${hours}`, signal)),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
