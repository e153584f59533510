import type { Drawing } from '@/features/operations/panels/drawing';
import { valueColor } from '@/features/operations/figures/color';
import { inWords } from '@/features/operations/figures/field';
import { linesOf, newestOf, type Line } from '@/features/operations/figures/lines';
import { reduce } from '@/features/operations/figures/reduce';

/** A series come down to one value, with its words and colour. */
export type Figure = { line: Line; value: number | null; words: string; color: string };

export const figuresOf = ({ panel, answers, times }: Drawing): Figure[] => {
  const lines = answers.some(({ target }) => target.instant)
    ? newestOf(panel, answers)
    : linesOf(panel, answers, times);
  return lines.map((line) => {
    const value = reduce(line.values, panel.options.calculation);
    return { line, value, words: inWords(line.field, value), color: valueColor(line.field, value) };
  });
};
