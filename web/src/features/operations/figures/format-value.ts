type Scale = { base: number; units: readonly string[] };

const decimal = ['', ' K', ' Mil', ' Bil', ' Tri'];
const binaryBytes = [' B', ' KiB', ' MiB', ' GiB', ' TiB', ' PiB'];
const decimalBytes = [' B', ' kB', ' MB', ' GB', ' TB', ' PB'];

/** Grafana's ids of units that climb by a constant factor. */
const scales: Record<string, Scale> = {
  short: { base: 1000, units: decimal },
  bytes: { base: 1024, units: binaryBytes },
  decbytes: { base: 1000, units: decimalBytes },
  binBps: { base: 1024, units: binaryBytes.map((unit) => `${unit}/s`) },
  Bps: { base: 1000, units: decimalBytes.map((unit) => `${unit}/s`) },
};

/** Ids of units that are only words behind a number; large numbers are shortened. */
const words: Record<string, string> = {
  reqps: ' req/s',
  rps: ' rd/s',
  wps: ' wr/s',
  ops: ' ops/s',
  cps: ' c/s',
  hertz: ' Hz',
};

const durations: readonly [seconds: number, unit: string][] = [
  [604_800, ' week'],
  [86_400, ' day'],
  [3600, ' hour'],
  [60, ' min'],
  [1, ' s'],
  [1e-3, ' ms'],
  [1e-6, ' µs'],
  [1e-9, ' ns'],
];

/** A value with its unit, by Grafana's id of the unit. An id that is not known stands behind the number as it is. */
export const formatValue = (value: number | null, unit: string, decimals: number | null = null): string => {
  if (value === null) return '–';
  const word = words[unit];
  if (word !== undefined)
    return scaled(
      value,
      { base: 1000, units: [word, ...decimal.slice(1).map((k) => `${k}${word}`)] },
      decimals,
    );
  const scale = scales[unit];
  if (scale) return scaled(value, scale, decimals);
  switch (unit) {
    case 'none':
    case '':
      return digits(value, decimals);
    case 's':
      return duration(value, decimals);
    case 'ms':
      return duration(value / 1000, decimals);
    case 'percent':
      return `${digits(value, decimals)}%`;
    case 'percentunit':
      return `${digits(value * 100, decimals)}%`;
    case 'currencyUSD':
      return `$${digits(value, decimals)}`;
    case 'bool_yes_no':
      return value === 0 ? 'No' : 'Yes';
    default:
      return `${digits(value, decimals)} ${unit}`;
  }
};

const scaled = (value: number, { base, units }: Scale, decimals: number | null): string => {
  const power = Math.floor(Math.log(Math.abs(value)) / Math.log(base) + 1e-9);
  const index = Math.min(Math.max(0, Number.isFinite(power) ? power : 0), units.length - 1);
  return `${digits(value / base ** index, decimals)}${units[index] ?? ''}`;
};

const duration = (seconds: number, decimals: number | null): string => {
  const [size, unit] = durations.find(([size]) => Math.abs(seconds) >= size) ?? [1, ' s'];
  return `${digits(seconds / size, decimals)}${unit}`;
};

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 12 });

/** Three digits that say something, unless the dashboard asks for other. */
const digits = (value: number, decimals: number | null): string => {
  if (decimals !== null) return value.toFixed(decimals);
  if (Number.isInteger(value)) return plain.format(value);
  const size = Math.floor(Math.log10(Math.abs(value)));
  return plain.format(Number(value.toFixed(Math.min(Math.max(0, 2 - size), 12))));
};
