import { expect, test } from 'vitest';
import { describeIntake, withItem } from '@/features/jobs/intake';
import type { ItemState } from '@/features/jobs/job';

const item = (step: string, state: ItemState, jobId = 'j1', error: string | null = null) => ({
  jobId,
  step,
  assetId: 'a1',
  state,
  progress: 0,
  error,
});

const after = (...items: ReturnType<typeof item>[]) => items.reduce(withItem, {})['a1'];

test.each([
  [[], 'Waiting to be processed'],
  [[item('moderate', 'leased')], 'Moderation · 1 of 5'],
  [[item('moderate', 'succeeded')], 'Variants next · 2 of 5'],
  [[item('moderate', 'succeeded'), item('variants', 'failed')], 'Variants failed'],
  [
    ['moderate', 'variants', 'analyse', 'caption', 'embed'].map((step) => item(step, 'succeeded')),
    'Finishing',
  ],
])('the stage is told in words: %#', (items, words) => {
  expect(describeIntake(after(...items))).toBe(words);
});

test('a message that comes late does not turn a finished step back', () => {
  expect(after(item('moderate', 'succeeded'), item('moderate', 'leased'))?.steps['moderate']?.state).toBe(
    'succeeded',
  );
});

test('a retry is shown: a step that was running waits again', () => {
  expect(after(item('caption', 'leased'), item('caption', 'ready'))?.steps['caption']?.state).toBe('ready');
});

test('a step that failed and will be tried again says so', () => {
  const intake = after(item('moderate', 'ready', 'j1', 'The model did not answer.'));

  expect(describeIntake(intake)).toBe('Moderation will be tried again');
});

test('another intake of the same asset starts anew', () => {
  const intake = after(item('moderate', 'succeeded'), item('moderate', 'leased', 'j2'));

  expect(intake).toMatchObject({ jobId: 'j2', steps: { moderate: { state: 'leased' } } });
});
