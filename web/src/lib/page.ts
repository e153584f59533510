import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query';
import { getJson, query } from '@/lib/http';

/** One page of any list of the server; `nextCursor` is null on the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };

type Filter = Record<string, string | number | boolean | null | undefined>;

/** A list that loads page after page. `toItem` turns the wire's items into the domain's. */
export const pagedQuery = <Wire, Item>(
  queryKey: readonly unknown[],
  path: string,
  filter: Filter,
  toItem: (wire: Wire) => Item,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam, signal }): Promise<Page<Item>> => {
      const page = await getJson<Page<Wire>>(`${path}${query({ ...filter, cursor: pageParam })}`, signal);
      return { items: page.items.map(toItem), nextCursor: page.nextCursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** All loaded items, in order. */
export const itemsOf = <T>(data: { pages: Page<T>[] } | undefined): T[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

/** The loaded pages with every item mapped; the same object when nothing changed, so that nothing renders again. */
export const mapPages = <T, Cursor>(
  data: InfiniteData<Page<T>, Cursor>,
  change: (item: T) => T,
): InfiniteData<Page<T>, Cursor> => {
  const pages = data.pages.map((page) => {
    const items = page.items.map(change);
    return sameItems(items, page.items) ? page : { ...page, items };
  });
  return sameItems(pages, data.pages) ? data : { ...data, pages };
};

const sameItems = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.every((item, index) => item === other[index]);
