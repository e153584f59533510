import { Textarea, TextInput } from '@mantine/core';

export type Naming = { name: string; description: string };

type Props = {
  value: Naming;
  onChange: (value: Naming) => void;
  longestDescription: number;
  /** What a name may be made of, where not everything goes. */
  hint?: string;
  error?: string | undefined;
};

/** What something is called, and what it is for: the fields of the dialogs that make things. */
export const NamingFields = ({ value, onChange, longestDescription, hint, error }: Props) => (
  <>
    <TextInput
      label="Name"
      description={hint}
      error={error}
      required
      withAsterisk={false}
      maxLength={200}
      data-autofocus
      value={value.name}
      onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
    />
    <Textarea
      label="Description"
      autosize
      minRows={2}
      maxLength={longestDescription}
      value={value.description}
      onChange={(event) => onChange({ ...value, description: event.currentTarget.value })}
    />
  </>
);
