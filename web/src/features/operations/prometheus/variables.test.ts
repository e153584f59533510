import { expect, test } from 'vitest';
import type { Variable } from '@/features/operations/dashboard/dashboard';
import { choose, fitting, readLabelValues } from '@/features/operations/prometheus/variables';

const variable = (changes: Partial<Variable> = {}) =>
  ({
    kind: 'query',
    name: 'queue',
    label: 'Queue',
    query: '',
    regex: '',
    multi: true,
    includeAll: true,
    allValue: null,
    ...changes,
  }) as Variable;

test.each([
  ['label_values(job)', { label: 'job', match: '' }],
  ['label_values(up, job)', { label: 'job', match: 'up' }],
  ['label_values(up{a="b", c=~"d,e"}, job)', { label: 'job', match: 'up{a="b", c=~"d,e"}' }],
])('%s is understood', (query, expected) => {
  expect(readLabelValues(query)).toEqual(expected);
});

test('another kind of query is refused by name', () => {
  expect(() => readLabelValues('metrics(.*)')).toThrow('metrics(.*)');
});

test('only values that fit are offered, and of them what stands in brackets', () => {
  expect(fitting(['suite/backend', 'suite/gateway', 'other'], '/suite\\/(.*)/')).toEqual([
    'backend',
    'gateway',
  ]);
  expect(fitting(['b', 'a'], '')).toEqual(['b', 'a']);
});

test('nothing chosen means all: its own pattern, or every value', () => {
  expect(choose(variable({ allValue: '.*' }), [], ['a', 'b'])).toEqual({
    values: ['.*'],
    multi: true,
    raw: true,
  });
  expect(choose(variable(), [], ['a', 'b'])).toEqual({ values: ['a', 'b'], multi: true });
});

test('without an "all" the first is taken', () => {
  expect(choose(variable({ includeAll: false, multi: false }), [], ['a', 'b'])).toEqual({
    values: ['a'],
    multi: false,
  });
});
