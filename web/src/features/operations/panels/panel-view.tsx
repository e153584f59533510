import type { ReactNode } from 'react';
import { BarsPanel } from '@/features/operations/panels/bars-panel';
import { GaugePanel } from '@/features/operations/panels/gauge-panel';
import { HeatmapPanel } from '@/features/operations/panels/heatmap-panel';
import type { Drawing } from '@/features/operations/panels/drawing';
import { PanelFrame } from '@/features/operations/panels/panel-frame';
import { StatPanel } from '@/features/operations/panels/stat-panel';
import { TablePanel } from '@/features/operations/panels/table-panel';
import { TimeSeriesPanel } from '@/features/operations/panels/time-series-panel';
import { useAnswers, type View } from '@/features/operations/panels/use-answers';
import { useSeen } from '@/features/operations/panels/use-seen';
import type { Panel } from '@/features/operations/dashboard/dashboard';
import { timesOf } from '@/features/operations/figures/lines';

/** A panel of a dashboard. It asks Prometheus only while it is on the screen. */
export const PanelView = ({ panel, view }: { panel: Panel; view: View }) => {
  const { ref, seen } = useSeen<HTMLElement>();
  const { answers, queries, range, step, ...state } = useAnswers(panel, view, seen);
  const empty = answers.every(({ sampled }) => sampled.length === 0);
  return (
    <PanelFrame ref={ref} panel={panel} queries={queries} empty={empty} {...state}>
      <Drawn
        panel={panel}
        answers={answers}
        times={timesOf(range, step)}
        span={range}
        step={step}
        zoom={view.zoom}
      />
    </PanelFrame>
  );
};

const Drawn = (drawing: Drawing): ReactNode => {
  switch (drawing.panel.type) {
    case 'timeseries':
      return <TimeSeriesPanel {...drawing} />;
    case 'stat':
      return <StatPanel {...drawing} />;
    case 'gauge':
      return <GaugePanel {...drawing} />;
    case 'bargauge':
      return <BarsPanel {...drawing} />;
    case 'table':
      return <TablePanel {...drawing} />;
    case 'heatmap':
      return <HeatmapPanel {...drawing} />;
    case 'row':
      return null;
  }
};
