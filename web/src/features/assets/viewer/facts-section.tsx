import type { AssetDetails } from '@/features/assets/asset';
import { FactList } from '@/features/assets/viewer/fact-list';
import { PanelSection } from '@/features/assets/viewer/panel-section';
import { formatBytes, formatDateTime } from '@/lib/format';

export const FactsSection = ({ asset }: { asset: AssetDetails }) => (
  <PanelSection title="File">
    <FactList
      facts={[
        ['Type', asset.contentType],
        ['Size', formatBytes(asset.sizeBytes)],
        asset.width && asset.height ? ['Dimensions', `${asset.width} × ${asset.height}`] : null,
        ['Added', formatDateTime(asset.createdAt)],
        asset.deletedAt && ['Deleted', formatDateTime(asset.deletedAt)],
        ['SHA-256', <code key="hash">{asset.sha256.slice(0, 16)}…</code>],
      ]}
    />
  </PanelSection>
);
