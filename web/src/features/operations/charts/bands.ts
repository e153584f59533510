/** From where to where a series is drawn at every time; null where it has no value. */
export type Band = readonly ({ low: number; high: number } | null)[];

type Stackable = { values: readonly (number | null)[]; field: { stacked: boolean } };

/** Stacked series stand on those before them, the others on zero. */
export const bandsOf = (lines: readonly Stackable[]): Band[] => {
  const heights: number[] = [];
  return lines.map(({ values, field }) =>
    values.map((value, index) => {
      if (value === null) return null;
      if (!field.stacked) return { low: 0, high: value };
      const low = heights[index] ?? 0;
      heights[index] = low + value;
      return { low, high: low + value };
    }),
  );
};

/** The lowest and highest of all bands, zero among them. */
export const extentOf = (bands: readonly Band[]): { lowest: number; highest: number } => {
  let lowest = 0;
  let highest = 0;
  for (const band of bands) {
    for (const part of band) {
      if (!part) continue;
      lowest = Math.min(lowest, part.high);
      highest = Math.max(highest, part.high);
    }
  }
  return { lowest, highest };
};
