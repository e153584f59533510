import { Text } from '@mantine/core';
import { HistoryBars } from '@/features/status/history-bars';
import classes from '@/features/status/status-page.module.css';
import {
  purposeOf,
  titleOf,
  type Dependency,
  type Replica,
  type Service,
  type ServiceHistory,
} from '@/features/status/status';
import { formatUptime } from '@/features/status/words';
import { Since } from '@/components/ui/ago';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDuration } from '@/lib/format';

type Histories = ReadonlyMap<string, ServiceHistory> | undefined;

type Props = { service: Service; histories: Histories; range: string };

/** A service with what it depends on, and one line for each replica when there are several. */
export const ServiceRow = ({ service, histories, range }: Props) => (
  <li className={classes.service} aria-label={titleOf(service.name)}>
    <Line of={service} name={service.name} histories={histories} range={range} />
    {service.replicas.length > 1 && (
      <ul className={classes.replicas} aria-label="Replicas">
        {service.replicas.map((replica) => (
          <ReplicaLine key={replica.name} replica={replica} />
        ))}
      </ul>
    )}
    {service.dependencies.length > 0 && (
      <ul className={classes.tree} aria-label={`What ${titleOf(service.name)} depends on`}>
        {service.dependencies.map((one) => (
          <li key={one.name}>
            <Line of={one} name={`${service.name}/${one.name}`} histories={histories} range={range} small />
          </li>
        ))}
      </ul>
    )}
  </li>
);

type LineProps = { of: Dependency; name: string; histories: Histories; range: string; small?: boolean };

const Line = ({ of, name, histories, range, small = false }: LineProps) => {
  const history = histories?.get(name);
  return (
    <div className={classes.line} data-small={small || undefined}>
      <div className={classes.name}>
        <Text fw={small ? 500 : 600} size={small ? 'sm' : 'md'} component="span">
          {titleOf(name)}
        </Text>
        <Text c="dimmed" size="xs" truncate>
          {purposeOf(name)}
        </Text>
      </div>
      <div className={classes.now}>
        <StateBadge state={of.state} />
        <Text c="dimmed" size="xs">
          {of.since && (
            <>
              for <Since date={of.since} />
            </>
          )}
          {of.since && of.ms !== null && ' · '}
          {of.ms !== null && <span title="How long it took to answer">{formatDuration(of.ms)}</span>}
        </Text>
      </div>
      {histories && (
        <div className={classes.past}>
          {history && history.bars.length > 0 ? (
            <HistoryBars label={`${titleOf(name)}, the last ${range}`} bars={history.bars} small={small} />
          ) : (
            <Text c="dimmed" size="xs">
              Nothing was measured in the last {range}.
            </Text>
          )}
        </div>
      )}
      {histories && <Uptime history={history} />}
      {of.reason && !small && (
        <Text size="sm" className={classes.reason}>
          {of.reason}
        </Text>
      )}
    </div>
  );
};

/** A share of little is said with how little it is. */
const Uptime = ({ history }: { history: ServiceHistory | undefined }) => (
  <div className={classes.uptime}>
    {history?.uptime == null ? (
      <span aria-label="No uptime known">–</span>
    ) : (
      <>
        <span>{formatUptime(history.uptime)}</span>
        <Text c="dimmed" size="xs" component="span">
          {history.known < 0.95 ? `up, ${Math.max(1, Math.floor(history.known * 100))}% measured` : 'up'}
        </Text>
      </>
    )}
  </div>
);

const ReplicaLine = ({ replica }: { replica: Replica }) => (
  <li>
    <Text size="sm" component="span">
      {replica.name}
    </Text>
    <StateBadge state={replica.state} />
    <Text c="dimmed" size="xs" component="span">
      {replica.ms === null ? '' : formatDuration(replica.ms)}
    </Text>
  </li>
);
