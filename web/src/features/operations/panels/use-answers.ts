import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { sampledQuery, type Sampled } from '@/features/operations/api';
import type { Panel } from '@/features/operations/dashboard/dashboard';
import type { Answer } from '@/features/operations/figures/lines';
import { interpolate, type Scope } from '@/features/operations/prometheus/interpolate';
import { withIntervals } from '@/features/operations/prometheus/intervals';
import { aligned, stepFor } from '@/features/operations/prometheus/step';
import type { Span } from '@/features/operations/prometheus/time-range';

/** What all panels of a page share. */
export type View = { span: Span; scope: Scope; zoom: (span: Span) => void };

// About one point every five pixels on a wide screen; a small panel asks as finely, since its last point is its figure.
const pointsPerColumn = 12;
const fewestPoints = 150;

/** Asks Prometheus what a panel wants to know, when `enabled`. What it knew stays until the new answers are there. */
export const useAnswers = (panel: Panel, { span, scope }: View, enabled: boolean) => {
  const step = stepFor(span, Math.max(fewestPoints, panel.gridPos.w * pointsPerColumn));
  const range = aligned(span, step);
  const all = withIntervals(scope, span, step);
  const queries = panel.targets.map(({ expr }) => interpolate(expr, all));
  const asked = useQueries({
    queries: panel.targets.map(({ instant }, index) => ({
      ...sampledQuery(queries[index] ?? '', instant, range, step),
      enabled,
    })),
  });
  const sampled = useNewest(asked.map(({ data }) => data));
  const answers = panel.targets.map((target, index): Answer => ({ target, sampled: sampled[index] ?? [] }));
  return {
    answers,
    queries,
    range,
    step,
    pending: asked.some(({ isPending }, index) => isPending && sampled[index] === undefined),
    fetching: asked.some(({ isFetching }) => isFetching),
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    retry: () => asked.forEach((query) => void query.refetch()),
  };
};

type Data = readonly Sampled[] | undefined;

/** What came last for each query: an answer that fails later leaves it standing. */
const useNewest = (data: readonly Data[]): readonly Data[] => {
  const [newest, setNewest] = useState(data);
  const next = data.map((answer, index) => answer ?? newest[index]);
  if (next.some((answer, index) => answer !== newest[index])) setNewest(next);
  return next;
};
