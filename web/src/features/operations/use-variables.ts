import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { selectedValues, type OperationsSearch } from '@/features/operations/address';
import { labelValuesQuery } from '@/features/operations/api';
import type { Variable } from '@/features/operations/dashboard/dashboard';
import type { Scope } from '@/features/operations/prometheus/interpolate';
import type { Span } from '@/features/operations/prometheus/time-range';
import { choose, fitting, matchFor } from '@/features/operations/prometheus/variables';

export type VariableState = {
  variable: Variable;
  options: string[];
  selected: string[];
  error: Error | null;
};

/** The variables of a dashboard: what each may be, filled from Prometheus, and what it stands for in queries. */
export const useVariables = (
  variables: readonly Variable[],
  search: OperationsSearch,
  span: Span,
): { states: VariableState[]; scope: Scope; ready: boolean } => {
  const before: Scope = new Map(
    variables.map((variable) => [
      variable.name,
      choose(variable, selectedValues(search, variable.name), fixed(variable)),
    ]),
  );
  const asked = useQueries({
    queries: variables.map((variable) => {
      const { label, match } =
        variable.kind === 'query' ? matchFor(variable.query, before) : { label: '', match: '' };
      return {
        ...labelValuesQuery(label, match, span),
        enabled: variable.kind === 'query',
        placeholderData: keepPreviousData<string[]>,
      };
    }),
  });
  const states = variables.map((variable, index): VariableState => {
    const { data, error } = asked[index] ?? {};
    const options = variable.kind === 'query' ? fitting(data ?? [], variable.regex) : variable.options;
    return { variable, options, selected: selectedValues(search, variable.name), error: error ?? null };
  });
  return {
    states,
    scope: new Map(
      states.map(({ variable, selected, options }) => [variable.name, choose(variable, selected, options)]),
    ),
    ready: asked.every(({ isLoading }) => !isLoading),
  };
};

const fixed = (variable: Variable): string[] => (variable.kind === 'query' ? [] : variable.options);
