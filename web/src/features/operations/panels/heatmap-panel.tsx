import { HeatChart } from '@/features/operations/charts/heat-chart';
import type { Drawing } from '@/features/operations/panels/drawing';
import { heatOf } from '@/features/operations/figures/heat';

export const HeatmapPanel = ({ panel, answers, times, span, step, zoom }: Drawing) => (
  <HeatChart
    title={panel.title}
    heat={heatOf(answers, times)}
    times={times}
    span={span}
    step={step}
    bucketUnit={panel.options.bucketUnit}
    onZoom={zoom}
  />
);
