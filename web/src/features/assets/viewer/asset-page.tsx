import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AssetDetails } from '@/features/assets/asset';
import { assetQuery } from '@/features/assets/api';
import type { LibraryFilter } from '@/features/assets/library-filter';
import classes from '@/features/assets/viewer/asset-page.module.css';
import { AssetPanel } from '@/features/assets/viewer/asset-panel';
import { AssetToolbar } from '@/features/assets/viewer/asset-toolbar';
import { MediaView } from '@/features/assets/viewer/media-view';
import { OverlayControls } from '@/features/assets/viewer/overlay-controls';
import { useOverlays } from '@/features/assets/viewer/use-overlays';
import { FailedState } from '@/components/ui/failed-state';

const route = getRouteApi('/signed-in/assets/$assetId');

export const AssetPage = () => {
  const { assetId } = route.useParams();
  const filter = route.useSearch();
  const asset = useQuery(assetQuery(assetId));
  if (asset.isPending) return <AssetSkeleton />;
  if (asset.isError && !asset.data)
    return (
      <FailedState
        title="The asset could not be loaded"
        error={asset.error}
        onRetry={() => void asset.refetch()}
      />
    );
  return <LoadedAsset asset={asset.data} filter={filter} />;
};

const LoadedAsset = ({ asset, filter }: { asset: AssetDetails; filter: LibraryFilter }) => {
  const overlays = useOverlays(asset.insights);
  return (
    <>
      <AssetToolbar asset={asset} filter={filter} />
      <div className={classes.columns}>
        <div className={classes.picture}>
          <MediaView key={asset.id} asset={asset} overlays={overlays} />
          <OverlayControls overlays={overlays} />
        </div>
        <AssetPanel key={asset.id} asset={asset} overlays={overlays} />
      </div>
    </>
  );
};

const AssetSkeleton = () => (
  <div role="status" aria-label="Loading the asset">
    <Skeleton height={32} width={280} mb="lg" />
    <div className={classes.columns}>
      <Skeleton className={classes.picture} height="max(22rem, calc(100dvh - 15.5rem))" radius="md" />
      <div>
        <Skeleton height={120} radius="md" />
        <Skeleton height={90} radius="md" mt="md" />
        <Skeleton height={160} radius="md" mt="md" />
      </div>
    </div>
  </div>
);
