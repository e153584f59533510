import { expect, test } from 'vitest';
import { interpolate, type Chosen } from '@/features/operations/prometheus/interpolate';

const scope = (chosen: Record<string, Chosen>) => new Map(Object.entries(chosen));
const several = (...values: string[]): Chosen => ({ values, multi: true });
const single = (value: string): Chosen => ({ values: [value], multi: false });

test.each([
  ['a single value', 'x{q="$queue"}', single('intake'), 'x{q="intake"}'],
  ['a single value in braces', 'x{q="${queue}"}', single('intake'), 'x{q="intake"}'],
  ['quotes inside a matcher', 'x{q="$queue"}', single('a"b\\c'), 'x{q="a\\"b\\\\c"}'],
  ['one of several', 'x{q=~"$queue"}', several('intake'), 'x{q=~"intake"}'],
  ['several as alternatives', 'x{q=~"$queue"}', several('intake', 'nightly'), 'x{q=~"(intake|nightly)"}'],
  ['signs of patterns', 'x{q=~"$queue"}', several('/api/{id}', 'a.b'), 'x{q=~"(/api/\\\\{id\\\\}|a\\\\.b)"}'],
  ['the format regex', 'x{q=~"${queue:regex}"}', single('a.b'), 'x{q=~"a\\\\.b"}'],
  ['the format pipe', '${queue:pipe}', several('a.b', 'c'), 'a.b|c'],
  ['the format csv', '${queue:csv}', several('a', 'b'), 'a,b'],
  ['the format raw', '${queue:raw}', single('a.b'), 'a.b'],
])('%s is put into a query', (_, expr, chosen, expected) => {
  expect(interpolate(expr, scope({ queue: chosen }))).toBe(expected);
});

test('a pattern for all is taken as it is', () => {
  const all = { values: ['.*'], multi: true, raw: true };

  expect(interpolate('x{q=~"$queue"}', scope({ queue: all }))).toBe('x{q=~".*"}');
});

test('what is no variable stays as it is', () => {
  expect(
    interpolate('label_replace(x, "a", "$1", "b", "(.*)") + $other', scope({ queue: single('q') })),
  ).toBe('label_replace(x, "a", "$1", "b", "(.*)") + $other');
});

test('a longer name is not taken for a shorter one', () => {
  const both = scope({ queue: single('a'), queue_name: single('b') });

  expect(interpolate('$queue_name $queue', both)).toBe('b a');
});
