import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { assetListQuery } from '@/features/assets/api';
import type { LibraryFilter } from '@/features/assets/library-filter';
import { itemsOf } from '@/lib/page';

/** The assets before and after this one, in the list that the filter describes. */
export const useNeighbours = (assetId: string, filter: LibraryFilter) => {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useInfiniteQuery(
    assetListQuery(filter),
  );
  const ids = itemsOf(data).map(({ id }) => id);
  const at = ids.indexOf(assetId);
  const atEnd = at >= 0 && at >= ids.length - 2;
  useEffect(() => {
    // One that failed would fail again at once, and be asked for without end.
    if (atEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [atEnd, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return { previous: at > 0 ? ids[at - 1] : undefined, next: at >= 0 ? ids[at + 1] : undefined };
};
