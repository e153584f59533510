import { Button, Center } from '@mantine/core';
import { useEffect, useRef } from 'react';

type Props = { hasMore: boolean; loading: boolean; onMore: () => void };

/** Loads the next page when it scrolls near; a button for the keyboard and for where scrolling does not tell. */
export const LoadMore = ({ hasMore, loading, onMore }: Props) => {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!foot.current || !hasMore || loading) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      rootMargin: '600px',
    });
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, [hasMore, loading, onMore]);
  if (!hasMore) return null;
  return (
    <Center ref={foot} py="lg">
      <Button variant="default" loading={loading} onClick={onMore}>
        Show more
      </Button>
    </Center>
  );
};
