import type { Calculation } from '@/features/operations/dashboard/dashboard';

/** One figure of many: what a stat shows, and what a legend adds to a name. */
export const reduce = (values: readonly (number | null)[], calculation: Calculation): number | null => {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  switch (calculation) {
    case 'lastNotNull':
      return present.at(-1) ?? null;
    case 'mean':
      return sum(present) / present.length;
    case 'sum':
      return sum(present);
    case 'max':
      return present.reduce((most, value) => Math.max(most, value));
    case 'min':
      return present.reduce((least, value) => Math.min(least, value));
  }
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const calculationNames: Record<Calculation, string> = {
  lastNotNull: 'last',
  mean: 'mean',
  max: 'max',
  min: 'min',
  sum: 'total',
};
