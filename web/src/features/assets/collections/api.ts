import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '@/lib/http';
import type { Page } from '@/lib/page';

export type Collection = {
  id: string;
  name: string;
  description: string | null;
  assetCount: number;
  createdAt: Date;
};

export type CollectionFields = { name: string; description: string };

type CollectionWire = Omit<Collection, 'createdAt'> & { createdAt: string };

const collections = '/api/collections';

const toCollection = (wire: CollectionWire): Collection => ({ ...wire, createdAt: new Date(wire.createdAt) });

/** All collections of the team, by name: they fill a menu, so they are not paged on the screen. */
export const collectionsQuery = queryOptions({
  queryKey: ['collections'],
  queryFn: async ({ signal }): Promise<Collection[]> => {
    const all: CollectionWire[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<CollectionWire> = await getJson(`${collections}?limit=200${after}`, signal);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all.map(toCollection).sort((a, b) => a.name.localeCompare(b.name));
  },
  staleTime: 60_000,
});

export const createCollection = async (fields: CollectionFields) =>
  toCollection(await sendJson<CollectionWire>('POST', collections, fields));

export const editCollection = (id: string, fields: CollectionFields) =>
  sendJson('PATCH', `${collections}/${id}`, fields);

export const deleteCollection = (id: string) => sendJson('DELETE', `${collections}/${id}`);

export const putIntoCollection = (collectionId: string, assetId: string) =>
  sendJson('PUT', `${collections}/${collectionId}/assets/${assetId}`);

export const takeOutOfCollection = (collectionId: string, assetId: string) =>
  sendJson('DELETE', `${collections}/${collectionId}/assets/${assetId}`);
