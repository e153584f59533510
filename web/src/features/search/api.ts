import type { SearchMode, SearchQuestion } from '@/features/search/search-question';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { getJson, query } from '@/lib/http';

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

/** `mode` is what was really done: it differs from what was asked when an arm was not to be had. */
export type SearchAnswer = { items: Hit[]; nextCursor: string | null; mode: SearchMode; took: number };

export const searchQuery = ({ q = '', mode = 'hybrid' }: SearchQuestion) =>
  infiniteQueryOptions({
    queryKey: ['search', q, mode],
    queryFn: ({ pageParam, signal }) =>
      getJson<SearchAnswer>(`/api/search${query({ q, mode, limit: 24, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: q !== '',
  });
