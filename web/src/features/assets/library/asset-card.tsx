import { Checkbox, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import type { Asset } from '@/features/assets/asset';
import classes from '@/features/assets/library/asset-grid.module.css';
import type { LibraryFilter } from '@/features/assets/library-filter';
import { useIntake } from '@/features/jobs/intake';
import { StageBar } from '@/features/jobs/stage-bar';
import { StateBadge } from '@/components/ui/state-badge';
import { formatBytes } from '@/lib/format';

type Props = {
  asset: Asset;
  filter: LibraryFilter;
  selected: boolean;
  /** Undefined for those who may not change anything. */
  onToggle: ((id: string) => void) | undefined;
};

export const AssetCard = ({ asset, filter, selected, onToggle }: Props) => (
  <li className={classes.card} data-testid="asset-card" data-state={asset.state} data-selected={selected}>
    <div className={classes.picture}>
      <AssetThumbnail
        id={asset.id}
        kind={asset.kind}
        variant={hasThumbnail(asset) ? 'thumbnail' : undefined}
        quarantined={asset.state === 'quarantined'}
      />
    </div>
    <div className={classes.text}>
      <Link to="/assets/$assetId" params={{ assetId: asset.id }} search={filter} className={classes.link}>
        <Text span size="sm" fw={550} truncate title={asset.fileName}>
          {asset.fileName}
        </Text>
      </Link>
      <CardStatus asset={asset} />
    </div>
    {onToggle && (
      <Checkbox
        className={classes.check}
        aria-label={`Select ${asset.fileName}`}
        checked={selected}
        onChange={() => onToggle(asset.id)}
      />
    )}
  </li>
);

const CardStatus = ({ asset }: { asset: Asset }) => {
  const processing = asset.state === 'processing';
  const intake = useIntake(asset.id, processing);
  if (processing)
    return (
      <div className={classes.stage}>
        <StageBar intake={intake} />
      </div>
    );
  return (
    <div className={classes.meta}>
      <Text size="xs" c="dimmed" truncate>
        {sizeOf(asset)}
      </Text>
      <StateBadge state={asset.state} />
    </div>
  );
};

const hasThumbnail = ({ state, variants }: Asset): boolean =>
  state !== 'quarantined' && variants.some(({ name }) => name === 'thumbnail');

const sizeOf = ({ width, height, sizeBytes }: Asset): string =>
  width && height ? `${width} × ${height}` : formatBytes(sizeBytes);
