import { Text, Title } from '@mantine/core';
import classes from '@/features/status/status-page.module.css';
import { titleOf, type Incident } from '@/features/status/status';
import { Ago } from '@/components/ui/ago';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDateTime, formatShortDuration } from '@/lib/format';

type Props = { incidents: Incident[]; range: string };

/** When something was not well, the newest first. */
export const IncidentList = ({ incidents, range }: Props) => (
  <section aria-labelledby="incidents">
    <Title order={2} size="h3" id="incidents" mb="sm">
      Incidents
    </Title>
    {incidents.length === 0 ? (
      <Text c="dimmed">None in the last {range}, as far as it was measured.</Text>
    ) : (
      <ol className={classes.incidents}>
        {incidents.map((incident) => (
          <li key={`${incident.service} ${incident.from.getTime()}`}>
            <StateBadge state={incident.state} />
            <span className={classes.what}>
              <Text fw={500} component="span">
                {titleOf(incident.service)}
              </Text>
              {incident.service.includes('/') && (
                <Text c="dimmed" size="xs" component="span">
                  seen by {titleOf(incident.service.slice(0, incident.service.indexOf('/'))).toLowerCase()}
                </Text>
              )}
            </span>
            <span>
              {incident.to === null ? 'Goes on, so far ' : ''}
              {formatShortDuration(incident.seconds * 1000)}
            </span>
            <Text c="dimmed" size="sm" component="span" title={formatDateTime(incident.from)}>
              <Ago date={incident.from} />
            </Text>
          </li>
        ))}
      </ol>
    )}
  </section>
);
