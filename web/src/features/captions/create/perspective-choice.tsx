import { Alert, Badge, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Dispatch } from 'react';
import type { Draft, DraftAction } from '@/features/captions/create/draft';
import classes from '@/features/captions/create/new-captions-page.module.css';
import { perspectivesQuery, type Perspective } from '@/features/captions/perspectives/api';
import { fieldName } from '@/features/captions/job/grid';
import { TextLink } from '@/components/ui/links';

type Props = { draft: Draft; change: Dispatch<DraftAction> };

export const PerspectiveChoice = ({ draft, change }: Props) => {
  const perspectives = useQuery(perspectivesQuery);
  if (perspectives.isPending) return <Skeleton height={160} radius="md" />;
  if (!perspectives.data)
    return (
      <Alert color="red" variant="light" role="alert">
        {perspectives.error.message}
      </Alert>
    );
  const usable = perspectives.data.filter(({ enabled, deprecated }) => enabled && !deprecated);
  const modules = [...new Set(usable.map(({ module }) => module))];
  return (
    <Stack gap="md">
      {modules.map((module) => (
        <div key={module} role="group" aria-label={fieldName(module)}>
          <Text size="xs" c="dimmed" mb={6}>
            {fieldName(module)}
          </Text>
          <div className={classes.choices}>
            {usable
              .filter((perspective) => perspective.module === module)
              .map((perspective) => (
                <Choice
                  key={perspective.name}
                  perspective={perspective}
                  chosen={draft.perspectives.includes(perspective.name)}
                  onToggle={() => change({ type: 'togglePerspective', name: perspective.name })}
                />
              ))}
          </div>
        </div>
      ))}
      {usable.length < perspectives.data.length && (
        <Text size="xs" c="dimmed">
          Others are switched off: see{' '}
          <TextLink to="/captions/perspectives" size="xs">
            Perspectives
          </TextLink>
          .
        </Text>
      )}
    </Stack>
  );
};

type ChoiceProps = { perspective: Perspective; chosen: boolean; onToggle: () => void };

const Choice = ({ perspective, chosen, onToggle }: ChoiceProps) => (
  <Checkbox.Card className={classes.choice} radius="md" checked={chosen} onClick={onToggle}>
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <Checkbox.Indicator size="xs" mt={3} />
      <div>
        <Text size="sm" fw={550} component="div">
          {perspective.displayName}{' '}
          {perspective.type === 'synthesizer' && (
            <Badge size="xs" variant="light" tt="none">
              Sums up others
            </Badge>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {perspective.description}
        </Text>
      </div>
    </Group>
  </Checkbox.Card>
);
