import { Anchor, Center, Stack } from '@mantine/core';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { FailedState } from '@/components/ui/failed-state';

/** A page that could not be opened at all. */
export const FailedPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  return (
    <Center mih="80dvh">
      <Stack align="center" gap={0}>
        <FailedState
          title="This page could not be opened"
          error={error instanceof Error ? error : new Error(String(error))}
          onRetry={() => {
            reset();
            void router.invalidate();
          }}
        />
        <Anchor component={Link} to="/status" size="sm">
          See how every service is
        </Anchor>
      </Stack>
    </Center>
  );
};
