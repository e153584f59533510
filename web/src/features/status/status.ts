import { capitalize } from '@/lib/format';

export type ServiceState = 'up' | 'degraded' | 'down' | 'unknown' | 'absent';

/** Something that a service needs or uses, by the service's own word. */
export type Dependency = {
  name: string;
  state: ServiceState;
  ms: number | null;
  since: Date | null;
  reason: string | null;
};

export type Replica = { name: string; state: ServiceState; ms: number | null; reason: string | null };

export type Service = Dependency & { replicas: Replica[]; dependencies: Dependency[] };

export type SuiteStatus = { checkedAt: Date; state: ServiceState; services: Service[] };

export type Bar = {
  from: Date;
  to: Date;
  state: ServiceState;
  upSeconds: number;
  degradedSeconds: number;
  downSeconds: number;
};

/** `uptime` is a share of what was measured, `known` the share of the time that was; null when nothing was. */
export type ServiceHistory = { name: string; uptime: number | null; known: number; bars: Bar[] };

export type Incident = {
  service: string;
  state: ServiceState;
  from: Date;
  /** Null while it goes on. */
  to: Date | null;
  seconds: number;
};

export type History = { from: Date; to: Date; services: ServiceHistory[]; incidents: Incident[] };

export const ranges = [
  { hours: 24, name: '24 hours' },
  { hours: 168, name: '7 days' },
  { hours: 360, name: '15 days' },
] as const;

export type Hours = (typeof ranges)[number]['hours'];

export const toStatusRange = (search: Record<string, unknown>): { hours?: Exclude<Hours, 24> } => {
  const hours = Number(search['hours']);
  return hours === 168 || hours === 360 ? { hours } : {};
};

const titles: Record<string, string> = {
  'otel-collector': 'Telemetry hub',
  suitedb: 'PostgreSQL',
  web: 'Web app',
};

const purposes: Record<string, string> = {
  gateway: 'The public address',
  backend: 'API and workers',
  'model-gateway': 'Local models and providers',
  web: 'Serves the pages',
  dashboard: 'Resources, logs, traces',
  'otel-collector': 'Takes traces, metrics and logs',
  prometheus: 'Keeps metrics and this history',
  grafana: 'Charts',
  suitedb: 'The only truth',
  redis: 'Makes things faster',
  'local-models': 'Detection, text, embedding',
};

/** `backend/redis` is Redis, as the backend sees it. */
const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

export const titleOf = (name: string): string =>
  titles[lastPart(name)] ?? capitalize(lastPart(name).replaceAll('-', ' '));

export const purposeOf = (name: string): string | undefined => purposes[lastPart(name)];
