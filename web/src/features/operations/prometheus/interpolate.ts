/** What a variable stands for: one value or several; `raw` is a pattern that is taken as it is ("All" with its own pattern). */
export type Chosen = { values: readonly string[]; multi: boolean; raw?: boolean };

export type Scope = ReadonlyMap<string, Chosen>;

// $name, ${name} and ${name:format}; [[name]], which Grafana gave up, is not read.
const reference = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g;

/** Puts the values of variables into a query. An unknown name stays as it is: Prometheus then says what is wrong. */
export const interpolate = (expr: string, scope: Scope): string =>
  expr.replace(reference, (written: string, plain?: string, braced?: string, format?: string) => {
    const chosen = scope.get(plain ?? braced ?? '');
    return chosen ? formatted(chosen, format) : written;
  });

const formatted = ({ values, multi, raw }: Chosen, format: string | undefined): string => {
  if (raw) return values.join('|');
  switch (format) {
    case 'raw':
    case 'csv':
      return values.join(',');
    case 'pipe':
      return values.join('|');
    case 'regex':
      return alternatives(values);
    default:
      // Inside a matcher either =~ with alternatives, or = with one value.
      return multi ? alternatives(values) : values.map(quoted).join(',');
  }
};

const alternatives = (values: readonly string[]): string => {
  const escaped = values.map(escapedPattern);
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
};

const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

// The pattern stands in a PromQL string, so a backslash is written twice.
const escapedPattern = (value: string): string =>
  value.replace(/[\\^$.*+?()[\]{}|"]/g, (sign) =>
    sign === '"' ? '\\"' : `\\\\${sign === '\\' ? '\\\\' : sign}`,
  );
