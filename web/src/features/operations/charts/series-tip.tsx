import classes from '@/features/operations/charts/charts.module.css';
import { tint } from '@/features/operations/charts/tint';
import { inWords } from '@/features/operations/figures/field';
import type { Line } from '@/features/operations/figures/lines';

const most = 12;

/** The values at one moment, the highest first. */
export const SeriesTip = ({
  title,
  lines,
  index,
}: {
  title: string;
  lines: readonly Line[];
  index: number;
}) => {
  const present = lines
    .map((line) => ({ line, value: line.values[index] ?? null }))
    .filter(({ value }) => value !== null)
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  return (
    <>
      <strong>{title}</strong>
      {present.slice(0, most).map(({ line, value }, place) => (
        <p key={place}>
          <span className={classes.key} style={tint(line.color)}>
            {line.name}
          </span>
          <span>{inWords(line.field, value)}</span>
        </p>
      ))}
      {present.length > most && <p>and {present.length - most} more</p>}
      {present.length === 0 && <p>No value</p>}
    </>
  );
};
