import { GaugeArc } from '@/features/operations/charts/gauge-arc';
import type { Drawing } from '@/features/operations/panels/drawing';
import { figuresOf } from '@/features/operations/panels/figures-of';
import classes from '@/features/operations/panels/panels.module.css';
import type { FieldOptions } from '@/features/operations/dashboard/dashboard';
import { cssColor } from '@/features/operations/figures/color';
import { rangeOfField } from '@/features/operations/figures/field';

/** How full things are. */
export const GaugePanel = (drawing: Drawing) => (
  <div className={classes.stats}>
    {figuresOf(drawing).map(({ line, value, words, color }, index) => {
      const share = shareIn(line.field);
      return (
        <div key={index} className={classes.gauge}>
          <GaugeArc fraction={value === null ? 0 : share(value)} color={color} bands={bandsOf(line.field)} />
          <p className={classes.inside} style={{ color }}>
            {words}
          </p>
          <p className={classes.name}>{line.name}</p>
        </div>
      );
    })}
  </div>
);

const shareIn = (field: FieldOptions) => {
  const { min, max } = rangeOfField(field);
  return (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min)));
};

const bandsOf = (field: FieldOptions) => {
  const share = shareIn(field);
  return field.thresholds.map(({ value, color }, index) => ({
    from: share(value),
    to: share(field.thresholds[index + 1]?.value ?? Infinity),
    color: cssColor(color),
  }));
};
