import type { Drawing } from '@/features/operations/panels/drawing';
import { figuresOf } from '@/features/operations/panels/figures-of';
import classes from '@/features/operations/panels/panels.module.css';

/** Values side by side, as bars of a length that compares them. */
export const BarsPanel = (drawing: Drawing) => {
  const figures = figuresOf(drawing);
  const longest = Math.max(...figures.map(({ line, value }) => line.field.max ?? value ?? 0));
  return (
    <ul className={classes.bars}>
      {figures.map(({ line, value, words, color }, index) => (
        <li key={index}>
          <span className={classes.barName} title={line.name}>
            {line.name}
          </span>
          <span className={classes.barValue}>{words}</span>
          <span className={classes.track}>
            <span
              className={classes.bar}
              style={{
                width: `${longest > 0 ? (100 * Math.max(0, value ?? 0)) / longest : 0}%`,
                background: color,
              }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
};
