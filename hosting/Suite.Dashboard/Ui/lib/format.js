/** How times, durations, counts and values are written, everywhere in the same way. */

/** 0.84 → "0.84 s", 75 → "1 min 15 s". */
export function seconds(value) {
  if (value < 10) return `${value.toFixed(2)} s`;
  if (value < 60) return `${value.toFixed(1)} s`;
  return parts(Math.round(value), 60, 'min', 's');
}

/** Microseconds → "812 µs", "1.23 ms", "45.6 ms", "1.23 s", "2 min 5 s". */
export function duration(us) {
  if (us === 0) return '0';
  if (us < 1000) return `${us < 10 ? trim(us.toFixed(1)) : Math.round(us)} µs`;
  if (us < 1e6) return `${digits(us / 1000)} ms`;
  if (us < 60e6) return `${digits(us / 1e6)} s`;
  if (us < 3599.5e6) return parts(Math.round(us / 1e6), 60, 'min', 's');
  return parts(Math.round(us / 60e6), 60, 'h', 'min');
}

export const milliseconds = (ms) => duration(ms * 1000);

/** 1234 → "1,234"; from a hundred thousand on "123k", "4.5M". */
export function count(value) {
  if (value >= 1e9) return `${digits(value / 1e9)}G`;
  if (value >= 1e6) return `${digits(value / 1e6)}M`;
  if (value >= 1e5) return `${digits(value / 1e3)}k`;
  return Math.round(value).toLocaleString('en');
}

/** count(1, 'span') → "1 span". */
export const counted = (value, word, plural = `${word}s`) => `${count(value)} ${value === 1 ? word : plural}`;

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10)));
  return `${digits(value / 1024 ** power)} ${units[power]}`;
}

/** A figure with up to three significant digits and no useless zeros. */
export function number(value) {
  const size = Math.abs(value);
  if (size >= 1e5) return count(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return size < 0.001 && size > 0 ? value.toExponential(1) : trim(value.toPrecision(3));
}

/** A value in its UCUM unit, as OpenTelemetry writes units: s, ms, By, %, 1, {request}. */
export function value(amount, unit) {
  if (amount === null || amount === undefined || Number.isNaN(amount)) return '–';
  const [base, per] = (unit ?? '').split('/');
  const suffix = per ? `/${per}` : '';
  if (base === 's') return duration(amount * 1e6) + suffix;
  if (base === 'ms') return duration(amount * 1e3) + suffix;
  if (base === 'us' || base === 'µs') return duration(amount) + suffix;
  if (base === 'By') return bytes(amount) + suffix;
  if (base === '%') return `${number(amount)} %`;
  return number(amount) + suffix;
}

/** What stands at an axis or in a table's head for a unit: {request} → "requests". */
export function unitWord(unit) {
  const words = { s: 'duration', ms: 'duration', us: 'duration', By: 'bytes', 1: '', '': '' };
  const base = (unit ?? '').split('/')[0];
  return words[base] ?? base.replace(/^\{(.*)\}$/, '$1');
}

export const money = (usd) => (usd >= 1 || usd === 0 ? `$${usd.toFixed(2)}` : `$${trim(usd.toPrecision(2))}`);

export function clockTime(iso) {
  return iso ? new Date(iso).toLocaleTimeString([], { hour12: false }) : '';
}

/** "13:05:07.123", with the day before it when it is not today. */
export function moment(iso) {
  const at = new Date(iso);
  return `${dayOf(at)}${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** "13:05", with the day before it when it is not today. */
export function minute(iso) {
  const at = new Date(iso);
  return `${dayOf(at)}${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What stands at a time axis that spans `ms` milliseconds. */
export function tickTime(at, ms) {
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (ms <= 10 * 60_000) return `${clock}:${two(date.getSeconds())}`;
  return ms > 36 * 3600_000 ? `${date.getDate()} ${MONTHS[date.getMonth()]} ${clock}` : clock;
}

/** A line without the colours that it was meant to have on a terminal. */
export const plain = (line) => line.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (part) => String(part).padStart(2, '0');
const trim = (text) => (text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text);
/** Rounded first, so that 119.6 s are "2 min 0 s". */
const parts = (rounded, size, large, small) => `${Math.floor(rounded / size)} ${large} ${rounded % size} ${small}`;
const digits = (amount) =>
  trim(Math.abs(amount) >= 100 ? amount.toFixed(0) : Math.abs(amount) >= 10 ? amount.toFixed(1) : amount.toFixed(2));
const dayOf = (at) => (at.toDateString() === new Date().toDateString() ? '' : `${at.getDate()} ${MONTHS[at.getMonth()]} `);
