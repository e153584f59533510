import type { SearchMode, SearchQuestion } from '@/features/search/search-question';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { getJson, query } from '@/lib/http';
import type { Page } from '@/lib/page';

export type Arms = { semantic?: number | null; keyword?: number | null };

export type Match = { source: string; sourceKey: string; text: string; arms: Arms };

export type Hit = {
  asset: {
    id: string;
    fileName: string;
    kind: 'image' | 'video' | 'chart' | 'document';
    width: number | null;
    height: number | null;
    caption: string | null;
  };
  score: number;
  matches: Match[];
};

/** `degraded`: an arm was not to be had, and `mode` is what was done instead. `took` is in milliseconds. */
export type SearchAnswer = Page<Hit> & { mode: SearchMode; degraded: boolean; took: number };

export const searchQuery = ({ q = '', mode = 'hybrid' }: SearchQuestion) =>
  infiniteQueryOptions({
    queryKey: ['search', q, mode],
    queryFn: ({ pageParam, signal }) =>
      getJson<SearchAnswer>(`/api/search${query({ q, mode, limit: 24, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: q !== '',
  });
