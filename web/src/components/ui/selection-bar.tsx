import { Button, CloseButton, Group, Paper, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from '@/components/ui/selection-bar.module.css';

type Props = { count: number; total: number; onAll: () => void; onClear: () => void; children: ReactNode };

/** What can be done with all that is selected, at the foot of the page; Esc gives the selection up. */
export const SelectionBar = ({ count, total, onAll, onClear, children }: Props) => {
  useHotkeys([['Escape', onClear]]);
  if (count === 0) return null;
  return (
    <Paper
      component="section"
      aria-label="Selection"
      className={classes.bar}
      withBorder
      shadow="lg"
      radius="lg"
    >
      <Group gap="xs" wrap="nowrap">
        <CloseButton aria-label="Clear selection" onClick={onClear} />
        <Text size="sm" fw={600} role="status" className={classes.count}>
          {count} selected
        </Text>
      </Group>
      <Group gap="xs">
        {count < total && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onAll}>
            Select all shown
          </Button>
        )}
        {children}
      </Group>
    </Paper>
  );
};
