import { Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

type Props = { title: string; note?: ReactNode; children?: ReactNode };

/** A page's heading with its actions; names the browser's tab too. */
export const PageHeader = ({ title, note, children }: Props) => {
  useDocumentTitle(`${title} · Suite`);
  return (
    <Group justify="space-between" align="center" mb="lg" gap="sm">
      <Group gap="sm" align="baseline">
        <Title order={1} size="h2">
          {title}
        </Title>
        {note !== undefined && (
          <Text c="dimmed" size="sm" component="div" role="status">
            {note}
          </Text>
        )}
      </Group>
      <Group gap="sm">{children}</Group>
    </Group>
  );
};
