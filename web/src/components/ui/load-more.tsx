import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';

type Props = { hasMore: boolean; loading: boolean; error: Error | null; onMore: () => void };

/**
 * Loads the next page when it scrolls near; a button for the keyboard and for where scrolling does not tell.
 * After a failure only the button asks again: the foot is still near, and would ask without end.
 */
export const LoadMore = ({ hasMore, loading, error, onMore }: Props) => {
  const failed = error !== null;
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!foot.current || !hasMore || loading || failed) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      rootMargin: '600px',
    });
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, [hasMore, loading, failed, onMore]);
  if (!hasMore) return null;
  return (
    <Stack ref={foot} align="center" gap="xs" py="lg">
      {error && (
        <Text size="sm" c="var(--suite-bad)" role="alert">
          {error.message}
        </Text>
      )}
      <Button variant="default" loading={loading} onClick={onMore}>
        {failed ? 'Try again' : 'Show more'}
      </Button>
    </Stack>
  );
};
