import classes from '@/features/operations/charts/charts.module.css';
import { tint } from '@/features/operations/charts/tint';
import type { Calculation } from '@/features/operations/dashboard/dashboard';
import { inWords } from '@/features/operations/figures/field';
import type { Line } from '@/features/operations/figures/lines';
import { calculationNames, reduce } from '@/features/operations/figures/reduce';

type Props = {
  lines: readonly Line[];
  calculations: readonly Calculation[];
  /** The only series that is shown; null for all. */
  alone: string | null;
  onAlone: (name: string | null) => void;
};

/** The names of the series; pressing one shows it alone, pressing it again all. */
export const Legend = ({ lines, calculations, alone, onAlone }: Props) => (
  <ul className={classes.legend}>
    {lines.map((line, index) => (
      <li key={`${index} ${line.name}`}>
        <button
          type="button"
          className={classes.entry}
          aria-pressed={alone === line.name}
          data-faded={alone !== null && alone !== line.name}
          onClick={() => onAlone(alone === line.name ? null : line.name)}
        >
          <span className={classes.key} style={tint(line.color)}>
            {line.name}
          </span>
          {calculations.map((calculation) => (
            <span key={calculation} className={classes.calculated}>
              {calculationNames[calculation]} {inWords(line.field, reduce(line.values, calculation))}
            </span>
          ))}
        </button>
      </li>
    ))}
  </ul>
);
