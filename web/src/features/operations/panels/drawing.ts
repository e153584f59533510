import type { Panel } from '@/features/operations/dashboard/dashboard';
import type { Answer } from '@/features/operations/figures/lines';
import type { Span } from '@/features/operations/prometheus/time-range';

/** What every kind of panel is drawn from. */
export type Drawing = {
  panel: Panel;
  answers: readonly Answer[];
  times: readonly number[];
  span: Span;
  step: number;
  zoom: (span: Span) => void;
};
