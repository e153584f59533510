import { Badge, CopyButton, Group, Text, Tooltip, ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Insight, InsightContent } from '@/features/assets/asset';
import { FindingList } from '@/features/assets/viewer/finding-list';
import { LineageNote } from '@/features/assets/viewer/lineage-note';
import { PanelSection } from '@/features/assets/viewer/panel-section';
import type { Overlays } from '@/features/assets/viewer/use-overlays';
import { capitalize, formatPercent } from '@/lib/format';

type Props = { insight: Insight; overlays: Overlays };

export const InsightSection = ({ insight, overlays }: Props) => {
  const { content } = insight;
  return (
    <PanelSection
      title={titleOf(content)}
      action={content.kind === 'text' && content.text !== '' && <CopyText text={content.text} />}
    >
      <InsightBody id={insight.id} content={content} overlays={overlays} />
      <LineageNote lineage={insight.lineage} />
    </PanelSection>
  );
};

const titleOf = (content: InsightContent): string => {
  switch (content.kind) {
    case 'caption':
      return 'Caption';
    case 'detections':
      return 'Objects';
    case 'text':
      return 'Text in the image';
    case 'moderation':
      return 'Moderation';
    default:
      return capitalize(content.name);
  }
};

type BodyProps = { id: string; content: InsightContent; overlays: Overlays };

const InsightBody = ({ id, content, overlays }: BodyProps) => {
  switch (content.kind) {
    case 'caption':
      return <Text data-testid="caption">{content.text}</Text>;
    case 'detections':
      return (
        <FindingList
          insightId={id}
          overlays={overlays}
          total={content.detections.length}
          none="No objects found."
        />
      );
    case 'text':
      return (
        <FindingList insightId={id} overlays={overlays} total={content.lines.length} none="No text found." />
      );
    case 'moderation':
      return (
        <Group gap="sm">
          <Badge variant="light" tt="none" color={content.allowed ? 'pine' : 'orange'}>
            {content.allowed ? 'Allowed' : 'Held back'}
          </Badge>
          <Text size="sm">
            {capitalize(content.label)}, {formatPercent(content.confidence)} sure
          </Text>
        </Group>
      );
    default:
      return <Text size="sm">{content.text ?? 'No text.'}</Text>;
  }
};

const CopyText = ({ text }: { text: string }) => (
  <CopyButton value={text}>
    {({ copied, copy }) => (
      <Tooltip label={copied ? 'Copied' : 'Copy the text'}>
        <ActionIcon variant="subtle" color="gray" aria-label="Copy the text" onClick={copy}>
          {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      </Tooltip>
    )}
  </CopyButton>
);
