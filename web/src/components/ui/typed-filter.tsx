import { CloseButton, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTypedText } from '@/lib/use-typed-text';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string | undefined;
};

/** A field that filters what is shown, after a pause, so that not every letter becomes an address. */
export const TypedFilter = ({ label, value, onChange, className }: Props) => {
  const { text, type, set } = useTypedText(value, onChange);
  return (
    <TextInput
      {...(className === undefined ? {} : { className })}
      aria-label={label}
      placeholder={label}
      leftSection={<IconFilter size={16} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear text" onClick={() => set('')} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
};
