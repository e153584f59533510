/** One row of figures over the same times; null where there is none. */
export type Series = {
  name: string;
  tone: 'good' | 'bad' | 'busy' | 'doubtful' | 'quiet';
  values: readonly (number | null)[];
};

/** The highest sum of all series at any time: what a stack of bars must have room for. */
export const highestStack = (series: readonly Series[], length: number): number =>
  Math.max(
    0,
    ...Array.from({ length }, (_, index) =>
      series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
    ),
  );

export const highest = (series: readonly Series[]): number =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
