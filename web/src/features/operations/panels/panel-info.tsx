import { ActionIcon, Code, Popover, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import classes from '@/features/operations/panels/panels.module.css';
import type { Panel } from '@/features/operations/dashboard/dashboard';

/** What a panel means, and what it asks Prometheus, with the variables filled in. */
export const PanelInfo = ({ panel, queries }: { panel: Panel; queries: readonly string[] }) => (
  <Popover width={420} shadow="md" position="bottom-end" trapFocus>
    <Popover.Target>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xs"
        className={classes.about}
        aria-label={`About ${panel.title}`}
      >
        <IconInfoCircle size={14} />
      </ActionIcon>
    </Popover.Target>
    <Popover.Dropdown>
      <Stack gap="xs">
        {panel.description !== '' && <Text size="sm">{panel.description}</Text>}
        {queries.map((query, index) => (
          <Code key={index} block fz="xs" style={{ whiteSpace: 'pre-wrap' }}>
            {query}
          </Code>
        ))}
      </Stack>
    </Popover.Dropdown>
  </Popover>
);
