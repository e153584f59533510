import { expect, test } from 'vitest';
import { fit, zoomAt } from '@/features/assets/viewer/use-zoom';

test('the point under the pointer stays where it is', () => {
  const point = { x: 100, y: -40 };

  const { scale, x, y } = zoomAt(zoomAt(fit, 2, point), 1.5, point);

  expect(scale).toBe(3);
  // A picture point p is drawn at offset + scale × p; this one was drawn at the pointer when nothing was zoomed.
  expect({ x: x + scale * point.x, y: y + scale * point.y }).toEqual(point);
});

test('zoomed all the way out it fits, wherever it was dragged to', () => {
  expect(zoomAt({ scale: 1.2, x: 300, y: 300 }, 0.5, { x: 10, y: 10 })).toBe(fit);
});

test('there is an end to zooming in', () => {
  expect(zoomAt(fit, 1000, { x: 0, y: 0 }).scale).toBe(12);
});
