import { Center } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { FailedState } from '@/components/ui/failed-state';

/** A page that could not be opened at all. */
export const FailedPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  return (
    <Center mih="80dvh">
      <FailedState
        title="This page could not be opened"
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Center>
  );
};
