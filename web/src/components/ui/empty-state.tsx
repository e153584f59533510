import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = { icon: Icon; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing here, and what to do about it. */
export const EmptyState = ({ icon: Glyph, title, children, action }: Props) => (
  <Stack align="center" gap="sm" py={72} px="md" ta="center">
    <ThemeIcon size={64} radius="xl" variant="light" aria-hidden>
      <Glyph size={30} stroke={1.5} />
    </ThemeIcon>
    <Title order={2} size="h3" mt="xs">
      {title}
    </Title>
    {children !== undefined && (
      <Text c="dimmed" maw={420}>
        {children}
      </Text>
    )}
    {action}
  </Stack>
);
