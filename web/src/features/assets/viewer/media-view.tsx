import { Button } from '@mantine/core';
import { IconFileText, IconPhotoOff, IconShieldExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '@/features/access/use-session';
import type { AssetDetails } from '@/features/assets/asset';
import { contentUrl } from '@/features/assets/api';
import classes from '@/features/assets/viewer/asset-page.module.css';
import { BoxLayer } from '@/features/assets/viewer/box-layer';
import { ImageStage } from '@/features/assets/viewer/image-stage';
import type { Overlays } from '@/features/assets/viewer/use-overlays';
import { EmptyState } from '@/components/ui/empty-state';

type Props = { asset: AssetDetails; overlays: Overlays };

/** The asset itself, as far as a page can show it. */
export const MediaView = ({ asset, overlays }: Props) => {
  const [revealed, setRevealed] = useState(false);
  if (asset.state === 'quarantined' && !revealed)
    return <Held reason={asset.failure} onReveal={() => setRevealed(true)} />;
  if (asset.kind === 'video')
    return (
      // Uploaded footage comes without captions; what was said in it is not known.
      // eslint-disable-next-line jsx-a11y/media-has-caption
      <video className={classes.video} src={contentUrl(asset.id)} controls preload="metadata" />
    );
  if (asset.kind === 'document')
    return (
      <div className={classes.held}>
        <EmptyState icon={IconFileText} title="No preview">
          Download the file to read it.
        </EmptyState>
      </div>
    );
  if (!asset.width || !asset.height)
    return (
      <div className={classes.held}>
        <EmptyState
          icon={IconPhotoOff}
          title={asset.state === 'processing' ? 'Being prepared' : 'No picture'}
        />
      </div>
    );
  return (
    <ImageStage
      src={contentUrl(asset.id, largestVariant(asset))}
      alt={asset.description ?? asset.caption ?? asset.fileName}
      width={asset.width}
      height={asset.height}
    >
      <BoxLayer boxes={overlays.drawn} highlighted={overlays.highlighted} />
    </ImageStage>
  );
};

const Held = ({ reason, onReveal }: { reason: string | null; onReveal: () => void }) => (
  <div className={classes.held}>
    <EmptyState
      icon={IconShieldExclamation}
      title="Held back by moderation"
      action={
        useMay('manager') && (
          <Button variant="default" onClick={onReveal}>
            Show it anyway
          </Button>
        )
      }
    >
      {reason ?? 'Moderation did not clear it.'}
    </EmptyState>
  </div>
);

const bestFirst = ['large', 'medium', 'small'];

/** The largest size made for the screen; undefined, which is the original, before there is any. */
const largestVariant = ({ variants }: AssetDetails): string | undefined =>
  bestFirst.find((name) => variants.some((variant) => variant.name === name));
