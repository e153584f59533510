import { expect, it } from 'vitest';
import { noAxes, toCalibration } from '@/features/charts/calibration';

it('reads the ends of both axes', () => {
  expect(toCalibration({ xMin: '0', xMax: ' 10 ', yMin: '-1.5', yMax: '1e3' })).toEqual({
    x_min: 0,
    x_max: 10,
    y_min: -1.5,
    y_max: 1000,
  });
});

it('leaves the axes to the labels when nothing is typed', () => {
  expect(toCalibration(noAxes)).toBeUndefined();
});

it.each([
  ['half of them', { ...noAxes, xMin: '0', xMax: '1' }],
  ['words', { xMin: 'zero', xMax: '1', yMin: '0', yMax: '1' }],
  ['an axis without length', { xMin: '1', xMax: '1', yMin: '0', yMax: '1' }],
])('refuses %s', (_, axes) => {
  expect(toCalibration(axes)).toHaveProperty('problem');
});
