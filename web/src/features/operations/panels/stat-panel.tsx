import { Spark } from '@/features/operations/charts/spark';
import type { Drawing } from '@/features/operations/panels/drawing';
import { figuresOf } from '@/features/operations/panels/figures-of';
import classes from '@/features/operations/panels/panels.module.css';

/** The figures that matter, large, each with its course behind it where the dashboard asks for one. */
export const StatPanel = (drawing: Drawing) => {
  const figures = figuresOf(drawing);
  return (
    <div className={classes.stats}>
      {figures.map(({ line, words, color }, index) => (
        <div key={index} className={classes.stat}>
          <p className={classes.figure} style={{ color }}>
            {words}
          </p>
          {figures.length > 1 && <p className={classes.name}>{line.name}</p>}
          {drawing.panel.options.sparkline && <Spark values={line.values} color={color} />}
        </div>
      ))}
    </div>
  );
};
