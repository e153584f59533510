import { Text } from '@mantine/core';
import type { AssetDetails, Insight, InsightContent } from '@/features/assets/asset';
import { CollectionsSection } from '@/features/assets/viewer/collections-section';
import { DescriptionSection } from '@/features/assets/viewer/description-section';
import { FactsSection } from '@/features/assets/viewer/facts-section';
import { InsightSection } from '@/features/assets/viewer/insight-section';
import classes from '@/features/assets/viewer/asset-panel.module.css';
import type { Overlays } from '@/features/assets/viewer/use-overlays';
import { PanelSection } from '@/features/assets/viewer/panel-section';
import { useIntake } from '@/features/jobs/intake';
import { StageBar } from '@/features/jobs/stage-bar';

type Props = { asset: AssetDetails; overlays: Overlays };

const order: InsightContent['kind'][] = ['caption', 'detections', 'text', 'moderation', 'other'];

const inReadingOrder = (insights: Insight[]): Insight[] =>
  insights.toSorted((a, b) => order.indexOf(a.content.kind) - order.indexOf(b.content.kind));

/** All that is known about the asset, and where it is known from. */
export const AssetPanel = ({ asset, overlays }: Props) => {
  const [captions, findings] = [true, false].map((wanted) =>
    inReadingOrder(asset.insights).filter(({ content }) => (content.kind === 'caption') === wanted),
  );
  return (
    <div className={classes.panel}>
      {asset.state === 'processing' && <Intake assetId={asset.id} />}
      {asset.state === 'failed' && (
        <PanelSection title="Not finished">
          <Text size="sm" c="var(--suite-bad)">
            {asset.failure ?? 'A step of the intake failed.'}
          </Text>
        </PanelSection>
      )}
      {captions?.map((insight) => (
        <InsightSection key={insight.id} insight={insight} overlays={overlays} />
      ))}
      <DescriptionSection asset={asset} />
      {findings?.map((insight) => (
        <InsightSection key={insight.id} insight={insight} overlays={overlays} />
      ))}
      <CollectionsSection asset={asset} />
      <FactsSection asset={asset} />
    </div>
  );
};

const Intake = ({ assetId }: { assetId: string }) => (
  <PanelSection title="On its way">
    <StageBar intake={useIntake(assetId, true)} />
  </PanelSection>
);
