import { Alert, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClockOff,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { historyQuery, statusQuery } from '@/features/status/api';
import { IncidentList } from '@/features/status/incident-list';
import { ServiceRow } from '@/features/status/service-row';
import classes from '@/features/status/status-page.module.css';
import { ranges, titleOf, type Hours, type ServiceState, type SuiteStatus } from '@/features/status/status';
import { headline } from '@/features/status/words';
import { FailedState } from '@/components/ui/failed-state';
import { PageHeader } from '@/components/ui/page-header';
import { Ago } from '@/components/ui/ago';

const route = getRouteApi('/watching/status');

/** How every service is now and how it was; it needs nothing but the gateway. */
export const StatusPage = () => {
  const { hours = 24 } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (chosen: Hours) =>
    void navigate({ search: chosen === 24 ? {} : { hours: chosen }, replace: true });
  return (
    <>
      <PageHeader title="Status">
        <SegmentedControl
          aria-label="How far back"
          size="sm"
          data={ranges.map((range) => ({ value: String(range.hours), label: range.name }))}
          value={String(hours)}
          onChange={(value) => choose(Number(value) as Hours)}
        />
      </PageHeader>
      <Services hours={hours} />
    </>
  );
};

const Services = ({ hours }: { hours: Hours }) => {
  const status = useQuery(statusQuery);
  const history = useQuery(historyQuery(hours));
  const range = ranges.find((one) => one.hours === hours)?.name ?? '';
  if (status.isPending)
    return <Skeleton height={420} radius="md" role="status" aria-label="Loading the status" />;
  if (!status.data)
    return (
      <FailedState
        title="Nobody says how the suite is"
        error={status.error}
        onRetry={() => void status.refetch()}
      />
    );
  // Another range's bars would stand under this one's name.
  const shown = history.isPlaceholderData ? undefined : history.data;
  const present = status.data.services.filter(({ state }) => state !== 'absent');
  const absent = status.data.services.filter(({ state }) => state === 'absent');
  const histories = shown && new Map(shown.services.map((one) => [one.name, one]));
  return (
    <Stack gap="xl">
      {status.isError && (
        <Alert color="red" icon={<IconClockOff aria-hidden />} title="This is not new any more" role="alert">
          The gateway does not answer: {status.error.message} What stands here was so{' '}
          <Ago date={status.data.checkedAt} />.
        </Alert>
      )}
      <Headline status={status.data} />
      <section aria-label="Services">
        {history.isError && (
          <Alert color="gray" icon={<IconClockOff aria-hidden />} title="There is no history to show" mb="md">
            {history.error.message} The states below are of this moment.
          </Alert>
        )}
        <ul className={classes.services} data-past={histories ? true : undefined}>
          {present.map((service) => (
            <ServiceRow key={service.name} service={service} histories={histories} range={range} />
          ))}
        </ul>
        {absent.length > 0 && (
          <Text c="dimmed" size="sm" mt="sm">
            Not part of this run: {absent.map(({ name }) => titleOf(name)).join(', ')}.
          </Text>
        )}
      </section>
      {shown && <IncidentList incidents={shown.incidents} range={range} />}
    </Stack>
  );
};

const signs: Partial<Record<ServiceState, Icon>> = { up: IconCircleCheck, down: IconCircleX };

const Headline = ({ status }: { status: SuiteStatus }) => {
  const { title, detail } = headline(status);
  const Sign = signs[status.state] ?? IconAlertTriangle;
  return (
    <div className={classes.headline} data-state={status.state}>
      <Sign size={36} stroke={1.6} aria-hidden />
      <div>
        <div role="status">
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text>{detail}</Text>
        </div>
        <Text c="dimmed" size="sm">
          Checked <Ago date={status.checkedAt} />, every five seconds while this page is open.
        </Text>
      </div>
    </div>
  );
};
