import { useState } from 'react';
import { Legend } from '@/features/operations/charts/legend';
import { TimeSeriesChart } from '@/features/operations/charts/time-series-chart';
import type { Drawing } from '@/features/operations/panels/drawing';
import { linesOf } from '@/features/operations/figures/lines';

export const TimeSeriesPanel = ({ panel, answers, times, span, step, zoom }: Drawing) => {
  const [alone, setAlone] = useState<string | null>(null);
  const lines = linesOf(panel, answers, times);
  const chosen = lines.filter(({ name }) => name === alone);
  return (
    <>
      <TimeSeriesChart
        title={panel.title}
        // A series that was shown alone may be gone in another range.
        lines={chosen.length > 0 ? chosen : lines}
        times={times}
        span={span}
        step={step}
        field={panel.field}
        onZoom={zoom}
      />
      {panel.options.legend.shown && (
        <Legend
          lines={lines}
          calculations={panel.options.legend.calculations}
          alone={chosen.length > 0 ? alone : null}
          onAlone={setAlone}
        />
      )}
    </>
  );
};
