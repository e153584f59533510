import { Badge, Button, Group, Skeleton, Switch, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { CaptionsTabs } from '@/features/captions/captions-tabs';
import {
  modulesQuery,
  perspectivesKey,
  perspectivesQuery,
  switchModule,
  type Module,
  type Perspective,
} from '@/features/captions/perspectives/api';
import classes from '@/features/captions/perspectives/perspectives-page.module.css';
import { FailedState } from '@/components/ui/failed-state';
import { PageHeader } from '@/components/ui/page-header';

/** The ways in which images can be looked at, module by module. */
export const PerspectivesPage = () => {
  const mayCreate = useMay('manager');
  return (
    <>
      <PageHeader title="Perspectives">
        {mayCreate && (
          <Button
            component={Link}
            to="/captions/perspectives/new"
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            New perspective
          </Button>
        )}
      </PageHeader>
      <CaptionsTabs />
      <Modules />
    </>
  );
};

const Modules = () => {
  const modules = useQuery(modulesQuery);
  const perspectives = useQuery(perspectivesQuery);
  if (modules.isPending || perspectives.isPending)
    return <Skeleton height={360} radius="md" role="status" aria-label="Loading perspectives" />;
  if (!modules.data || !perspectives.data)
    return (
      <FailedState
        title="The perspectives could not be loaded"
        error={modules.error ?? perspectives.error ?? new Error('There was no answer.')}
        onRetry={() => void Promise.all([modules.refetch(), perspectives.refetch()])}
      />
    );
  return modules.data.map((module) => (
    <section key={module.name} className={classes.module} aria-label={module.displayName}>
      <Group justify="space-between" mb="sm">
        <Text component="h2" fw={600}>
          {module.displayName}
        </Text>
        <ModuleSwitch module={module} />
      </Group>
      <ul className={classes.cards}>
        {perspectives.data
          .filter((perspective) => perspective.module === module.name)
          .map((perspective) => (
            <Card key={perspective.name} perspective={perspective} />
          ))}
      </ul>
    </section>
  ));
};

const ModuleSwitch = ({ module }: { module: Module }) => {
  const may = useMay('manager');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean) => switchModule(module.name, enabled),
    meta: { failure: `${module.displayName} could not be switched` },
    onMutate: (enabled) =>
      queryClient.setQueryData(modulesQuery.queryKey, (modules) =>
        modules?.map((other) => (other.name === module.name ? { ...other, enabled } : other)),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: perspectivesKey }),
  });
  return (
    <Switch
      label={module.enabled ? 'On' : 'Off'}
      aria-label={`${module.displayName}: ${module.enabled ? 'on' : 'off'}`}
      checked={module.enabled}
      disabled={!may}
      onChange={(event) => change.mutate(event.currentTarget.checked)}
    />
  );
};

const Card = ({ perspective }: { perspective: Perspective }) => (
  <li className={classes.card} data-off={!perspective.enabled}>
    <Link to="/captions/perspectives/$name" params={{ name: perspective.name }} className={classes.link}>
      {perspective.displayName}
    </Link>
    <Text size="sm" c="dimmed" mt={4}>
      {perspective.description}
    </Text>
    <Traits perspective={perspective} />
  </li>
);

export const Traits = ({ perspective }: { perspective: Perspective }) => (
  <Group gap={6} mt="xs">
    <Badge size="sm" variant="light" color="gray" tt="none">
      Version {perspective.version}
    </Badge>
    {perspective.own && (
      <Badge size="sm" variant="light" tt="none">
        Your team's
      </Badge>
    )}
    {perspective.type === 'synthesizer' && (
      <Badge size="sm" variant="light" color="blue" tt="none">
        Sums up others
      </Badge>
    )}
    {perspective.deprecated && (
      <Badge size="sm" variant="light" color="orange" tt="none">
        Outdated{perspective.replacement === null ? '' : `: use ${perspective.replacement}`}
      </Badge>
    )}
  </Group>
);
