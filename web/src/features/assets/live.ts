import type { QueryClient } from '@tanstack/react-query';
import { assetQuery, invalidateAssetLists, isAssetKnown, patchAssetLists } from '@/features/assets/api';
import { gather } from '@/lib/gather';
import type { LiveChannel } from '@/lib/live';

type AssetChanged = { assetId: string; change: 'created' | 'updated' | 'insight' | 'deleted' | 'restored' };

const gatherFor = 300;

/**
 * Keeps assets in step with the live channel. One that came or went makes the lists load again; one that changed is
 * asked for alone, once, though its intake tells of it several times within a second.
 */
export const followAssets = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const changes = gather<string>(
    (ids) => Promise.all([...ids].map((id) => refresh(queryClient, id))),
    gatherFor,
  );
  const lists = gather<'lists'>(() => invalidateAssetLists(queryClient), gatherFor);
  const stop = live.on('assets.asset-changed', ({ payload }) => {
    const { assetId, change } = payload as AssetChanged;
    if (change === 'created' || change === 'deleted' || change === 'restored') lists.add('lists');
    if (change !== 'created') changes.add(assetId);
  });
  return () => {
    stop();
    changes.stop();
    lists.stop();
  };
};

const refresh = async (queryClient: QueryClient, id: string) => {
  // Of a thousand uploads a page shows some dozens; the others are not asked for.
  if (!isAssetKnown(queryClient, id)) return;
  // It may be gone, or no longer ours to see: the list learns that on its own.
  const asset = await queryClient.query({ ...assetQuery(id), staleTime: 0 }).catch(() => undefined);
  if (asset) patchAssetLists(queryClient, asset);
};
