/** The values at the ends of the axes as typed. All empty: they are read off the labels. */
export type AxisText = { xMin: string; xMax: string; yMin: string; yMax: string };

export type Calibration = { x_min: number; x_max: number; y_min: number; y_max: number };

export const noAxes: AxisText = { xMin: '', xMax: '', yMin: '', yMax: '' };

/** The numbers, nothing when all fields are empty, or what is wrong with them. */
export const toCalibration = (text: AxisText): Calibration | undefined | { problem: string } => {
  const fields = [text.xMin, text.xMax, text.yMin, text.yMax].map((field) => field.trim());
  if (fields.every((field) => field === '')) return undefined;
  const [xMin, xMax, yMin, yMax] = fields.map(toNumber);
  if (xMin === undefined || xMax === undefined || yMin === undefined || yMax === undefined)
    return { problem: 'Give all four values as numbers, or none.' };
  if (xMin === xMax || yMin === yMax) return { problem: 'The two ends of an axis must differ.' };
  return { x_min: xMin, x_max: xMax, y_min: yMin, y_max: yMax };
};

const toNumber = (field: string): number | undefined => {
  const value = field === '' ? Number.NaN : Number(field);
  return Number.isFinite(value) ? value : undefined;
};
