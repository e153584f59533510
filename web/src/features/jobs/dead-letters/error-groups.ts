import type { DeadLetter } from '@/features/jobs/dead-letters/api';

export type ErrorGroup = {
  pattern: string;
  queue: string;
  kind: string;
  step: string;
  letters: DeadLetter[];
};

/** An error without what differs from one item to the next: ids, quoted names and numbers. */
export const errorPattern = (error: string): string =>
  error
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '…')
    .replaceAll(/(["'“])[^"'”]{1,200}(["'”])/g, '$1…$2')
    .replaceAll(/\b[0-9a-f]{16,}\b/gi, '…')
    .replaceAll(/\d+(?:[.,]\d+)*/g, '…')
    .trim();

/** Failed items with the same error at the same step, the largest group first. */
export const groupByError = (letters: readonly DeadLetter[]): ErrorGroup[] => {
  const groups = new Map<string, ErrorGroup>();
  for (const letter of letters) {
    const { queue, kind, step } = letter;
    const pattern = errorPattern(letter.error ?? 'No reason was given.');
    const key = [queue, kind, step, pattern].join('\n');
    const group = groups.get(key) ?? { pattern, queue, kind, step, letters: [] };
    group.letters.push(letter);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.letters.length - a.letters.length);
};
