import type { QueryClient } from '@tanstack/react-query';
import { assetQuery, invalidateAssetLists, patchAssetLists } from '@/features/assets/api';
import type { LiveChannel } from '@/lib/live';

type AssetChanged = { assetId: string; change: 'created' | 'updated' | 'insight' | 'deleted' | 'restored' };

const gatherFor = 300;

/**
 * Keeps assets in step with the live channel. An intake tells of one asset several times within a second:
 * changes are gathered, so that each asset is asked for once.
 */
export const followAssets = (live: LiveChannel, queryClient: QueryClient): (() => void) => {
  const changed = new Set<string>();
  let listsChanged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = () => {
    timer = undefined;
    if (listsChanged) void invalidateAssetLists(queryClient);
    else changed.forEach((id) => void refreshAsset(queryClient, id));
    changed.forEach((id) => void queryClient.invalidateQueries({ queryKey: assetQuery(id).queryKey }));
    changed.clear();
    listsChanged = false;
  };

  const stop = live.on('assets.asset-changed', ({ payload }) => {
    const { assetId, change } = payload as AssetChanged;
    changed.add(assetId);
    listsChanged ||= change === 'created' || change === 'deleted' || change === 'restored';
    timer ??= setTimeout(refresh, gatherFor);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
};

const refreshAsset = async (queryClient: QueryClient, id: string) => {
  const query = assetQuery(id);
  await queryClient.invalidateQueries({ queryKey: query.queryKey, refetchType: 'none' });
  // It may be gone, or no longer ours to see: the list learns that on its own.
  const asset = await queryClient.query({ ...query, staleTime: 0 }).catch(() => undefined);
  if (asset) patchAssetLists(queryClient, asset);
};
