import { queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { Asset, AssetDetails, Box, Insight, InsightContent } from '@/features/assets/asset';
import type { LibraryFilter } from '@/features/assets/library-filter';
import { getJson, query, sendJson } from '@/lib/http';
import { itemsOf, mapPages, pagedQuery, type Page } from '@/lib/page';

type AssetWire = Omit<Asset, 'createdAt' | 'deletedAt' | 'variants' | 'collections'> & {
  createdAt: string;
  deletedAt: string | null;
  variants?: Asset['variants'];
  collections?: string[];
};

export type InsightWire = {
  id: string;
  kind: string;
  content: unknown;
  text: string | null;
  createdAt: string;
} & Omit<Insight['lineage'], 'createdAt'>;

type AssetDetailsWire = AssetWire & { insights: InsightWire[] };

export const toAsset = (wire: AssetWire): Asset => ({
  ...wire,
  createdAt: new Date(wire.createdAt),
  deletedAt: wire.deletedAt ? new Date(wire.deletedAt) : null,
  variants: wire.variants ?? [],
  collections: wire.collections ?? [],
});

export const toInsight = ({ id, kind, content, text, createdAt, ...rest }: InsightWire): Insight => ({
  id,
  content: toContent(kind, content, text),
  lineage: {
    provider: rest.provider,
    model: rest.model,
    method: rest.method,
    perspective: rest.perspective,
    perspectiveVersion: rest.perspectiveVersion,
    jobId: rest.jobId,
    itemId: rest.itemId,
    attemptId: rest.attemptId,
    inputHash: rest.inputHash,
    createdAt: new Date(createdAt),
  },
});

/** The shapes that the server keeps for each kind; a kind that this page does not know yet is shown by its text. */
const toContent = (kind: string, content: unknown, text: string | null): InsightContent => {
  switch (kind) {
    case 'moderation': {
      const wire = content as {
        allowed: boolean;
        label: string;
        confidence: number;
        scores?: Record<string, number>;
      };
      return { kind, ...wire, scores: wire.scores ?? {} };
    }
    case 'detections':
      return {
        kind,
        detections: (content as { detections: { label: string; confidence: number; box: Box }[] }).detections,
      };
    case 'text': {
      const wire = content as { text: string; lines?: { text: string; confidence: number; box: Box }[] };
      return { kind, text: wire.text, lines: wire.lines ?? [] };
    }
    case 'caption':
      return { kind, text: (content as { text?: string }).text ?? text ?? '' };
    default:
      return { kind: 'other', name: kind, text };
  }
};

const toDetails = ({ insights, ...asset }: AssetDetailsWire): AssetDetails => ({
  ...toAsset(asset),
  insights: insights.map(toInsight),
});

const listKey = ['assets', 'list'] as const;

export const assetListQuery = (filter: LibraryFilter) =>
  pagedQuery(
    [...listKey, filter],
    '/api/assets',
    {
      kind: filter.kind,
      state: filter.state,
      collectionId: filter.collection,
      q: filter.q,
      deleted: filter.deleted,
      sort: filter.sort,
      limit: 60,
    },
    toAsset,
  );

export const assetQuery = (id: string) =>
  queryOptions({
    queryKey: ['assets', 'detail', id],
    queryFn: async ({ signal }) => toDetails(await getJson<AssetDetailsWire>(`/api/assets/${id}`, signal)),
  });

export const editAsset = async (id: string, change: { description?: string; fileName?: string }) =>
  toAsset(await sendJson<AssetWire>('PATCH', `/api/assets/${id}`, change));

export const deleteAsset = (id: string) => sendJson('DELETE', `/api/assets/${id}`);

export const restoreAsset = (id: string) => sendJson('POST', `/api/assets/${id}/restore`);

/** The address of the content: the original, or a variant by its name. */
export const contentUrl = (id: string, variant?: string): string =>
  `/api/assets/${id}/content${variant === undefined ? '' : `?variant=${variant}`}`;

/** Tells whether any page has loaded the asset. */
export const isAssetKnown = (queryClient: QueryClient, id: string): boolean =>
  queryClient.getQueryState(assetQuery(id).queryKey) !== undefined ||
  queryClient
    .getQueriesData<InfiniteData<Page<Asset>>>({ queryKey: listKey })
    .some(([, data]) => itemsOf(data).some((asset) => asset.id === id));

/** Puts a newer version of an asset into every list that shows it. */
export const patchAssetLists = (queryClient: QueryClient, asset: Asset) =>
  queryClient.setQueriesData<InfiniteData<Page<Asset>>>(
    { queryKey: listKey },
    (data) => data && mapPages(data, (item) => (item.id === asset.id ? asset : item)),
  );

export const invalidateAssetLists = (queryClient: QueryClient) =>
  queryClient.invalidateQueries({ queryKey: listKey });

/** The ids of all images that fit a filter, page after page; more than any one list would show. */
export const allImageIds = async (filter: LibraryFilter): Promise<string[]> => {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const values = {
      kind: 'image',
      state: 'ready',
      collectionId: filter.collection,
      q: filter.q,
      limit: 200,
      cursor,
    };
    const page: Page<AssetWire> = await getJson(`/api/assets${query(values)}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
};
