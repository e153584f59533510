import { expect, test } from 'vitest';
import { formatValue } from '@/features/operations/figures/format-value';

test.each([
  [0, 'none', '0'],
  [1234, 'none', '1,234'],
  [0.123456, 'none', '0.123'],
  [12.3456, 'none', '12.3'],
  [1234, 'short', '1.23 K'],
  [2_500_000, 'short', '2.5 Mil'],
  [0.5, 'short', '0.5'],
  [512, 'bytes', '512 B'],
  [1536, 'bytes', '1.5 KiB'],
  [1536, 'decbytes', '1.54 kB'],
  [5 * 1024 ** 3, 'bytes', '5 GiB'],
  [2048, 'binBps', '2 KiB/s'],
  [2500, 'Bps', '2.5 kB/s'],
  [0.25, 'percentunit', '25%'],
  [25, 'percent', '25%'],
  [0.0004, 's', '400 µs'],
  [0.25, 's', '250 ms'],
  [90, 's', '1.5 min'],
  [7200, 's', '2 hour'],
  [250, 'ms', '250 ms'],
  [12, 'reqps', '12 req/s'],
  [12_000, 'ops', '12 K ops/s'],
  [0, 's', '0 s'],
  [-1536, 'bytes', '-1.5 KiB'],
  [3, 'currencyUSD', '$3'],
  [3, 'furlong', '3 furlong'],
])('%d in %s is %s', (value, unit, expected) => {
  expect(formatValue(value, unit)).toBe(expected);
});

test('a dashboard may ask for other decimals', () => {
  expect(formatValue(1 / 3, 'percentunit', 1)).toBe('33.3%');
  expect(formatValue(2, 'currencyUSD', 2)).toBe('$2.00');
});

test('no value is a dash', () => {
  expect(formatValue(null, 'bytes')).toBe('–');
});
