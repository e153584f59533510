import { Skeleton } from '@mantine/core';
import type { Asset } from '@/features/assets/asset';
import { AssetCard } from '@/features/assets/library/asset-card';
import classes from '@/features/assets/library/asset-grid.module.css';
import type { Selection } from '@/lib/use-selection';
import type { LibraryFilter } from '@/features/assets/library-filter';
import { useMay } from '@/features/access/use-session';

type Props = { assets: Asset[]; filter: LibraryFilter; selection: Selection<Asset> };

export const AssetGrid = ({ assets, filter, selection }: Props) => {
  const selectable = useMay('annotator');
  return (
    <ul className={classes.grid} aria-label="Assets">
      {assets.map((asset) => (
        <AssetCard
          key={asset.id}
          asset={asset}
          filter={filter}
          selected={selection.has(asset.id)}
          onToggle={selectable ? selection.toggle : undefined}
        />
      ))}
    </ul>
  );
};

export const AssetGridSkeleton = () => (
  <div className={classes.grid} role="status" aria-label="Loading assets">
    {Array.from({ length: 12 }, (_, index) => (
      <div key={index} className={classes.card}>
        <Skeleton radius={0} className={classes.picture} />
        <div className={classes.text}>
          <Skeleton height={12} width="70%" />
          <Skeleton height={10} width="45%" mt={10} />
        </div>
      </div>
    ))}
  </div>
);
