import { Group, Slider, Switch, Text } from '@mantine/core';
import classes from '@/features/assets/viewer/asset-page.module.css';
import type { Overlays } from '@/features/assets/viewer/use-overlays';
import { formatPercent } from '@/lib/format';

/** What is drawn over the image, and how sure it must be. */
export const OverlayControls = ({ overlays }: { overlays: Overlays }) => {
  const count = (kind: 'object' | 'text') => overlays.sure.filter((box) => box.kind === kind).length;
  if (overlays.total === 0) return null;
  return (
    <Group component="section" aria-label="Boxes" gap="lg" className={classes.controls}>
      <Switch
        label={`Objects (${count('object')})`}
        checked={overlays.objects}
        onChange={(event) => overlays.setObjects(event.currentTarget.checked)}
      />
      <Switch
        label={`Text (${count('text')})`}
        color="yellow.6"
        checked={overlays.text}
        onChange={(event) => overlays.setText(event.currentTarget.checked)}
      />
      <Group gap="sm" wrap="nowrap" className={classes.slider}>
        <Text size="sm" className={classes.nowrap}>
          Confidence at least
        </Text>
        <Slider
          flex={1}
          size="sm"
          thumbLabel="Confidence at least"
          min={0}
          max={100}
          step={1}
          label={(value) => `${value}%`}
          value={Math.round(overlays.confidence * 100)}
          onChange={(value) => overlays.setConfidence(value / 100)}
        />
        <Text size="sm" w="2.75rem" ta="right">
          {formatPercent(overlays.confidence)}
        </Text>
      </Group>
    </Group>
  );
};
