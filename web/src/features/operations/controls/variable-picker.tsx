import { MultiSelect, Select } from '@mantine/core';
import type { VariableState } from '@/features/operations/use-variables';

type Props = { state: VariableState; onChange: (values: string[]) => void };

/** One drop-down of a dashboard; nothing chosen means all where there is an "all". */
export const VariablePicker = ({ state: { variable, options, selected, error }, onChange }: Props) => {
  // What the address names stays to be seen, though Prometheus no longer knows it.
  const data = [...new Set([...options, ...selected])];
  const all = variable.includeAll ? 'All' : undefined;
  if (variable.multi)
    return (
      <MultiSelect
        label={variable.label}
        data={data}
        value={selected}
        onChange={onChange}
        error={error?.message}
        {...(selected.length === 0 && all ? { placeholder: all } : {})}
        searchable
        clearable
        hidePickedOptions
        size="xs"
        miw={160}
      />
    );
  return (
    <Select
      label={variable.label}
      data={data}
      value={selected[0] ?? (variable.includeAll ? null : (options[0] ?? null))}
      onChange={(value) => onChange(value === null ? [] : [value])}
      error={error?.message}
      {...(all ? { placeholder: all } : {})}
      searchable
      clearable={variable.includeAll}
      allowDeselect={false}
      size="xs"
      miw={140}
    />
  );
};
