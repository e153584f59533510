import { Button, Code, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { isProblem } from '@/lib/http';

type Props = { title: string; error: Error; onRetry?: (() => void) | undefined };

/** What failed, in the server's own words, with the code to look it up by and a way to try again. */
export const FailedState = ({ title, error, onRetry }: Props) => (
  <Stack align="center" gap="sm" py={72} px="md" ta="center" role="alert">
    <ThemeIcon size={64} radius="xl" variant="light" color="red" aria-hidden>
      <IconCloudOff size={30} stroke={1.5} />
    </ThemeIcon>
    <Title order={2} size="h3" mt="xs">
      {title}
    </Title>
    <Text c="dimmed" maw={480}>
      {error.message}
    </Text>
    {isProblem(error) && <Code>{error.traceId ? `${error.code} · ${error.traceId}` : error.code}</Code>}
    {onRetry && (
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry} mt="xs">
        Try again
      </Button>
    )}
  </Stack>
);
