import { useHotkeys } from '@mantine/hooks';
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { SectionTabs } from '@/components/ui/section-tabs';
import { useTypedText } from '@/lib/use-typed-text';

/** The two halves of the queue board. */
export const BoardTabs = () => (
  <SectionTabs
    label="Queue board"
    tabs={[
      { to: '/admin/queues', name: 'Queues' },
      { to: '/admin/queues/dead-letters', name: 'Failed items' },
    ]}
  />
);

type Props = { label: string; value: string; onChange: (value: string) => void };

/** The search of an operator's page. "/" leads here rather than to the search of the library. */
export const BoardSearch = ({ label, value, onChange }: Props) => {
  const field = useRef<HTMLInputElement>(null);
  const typed = useTypedText(value, onChange);
  useHotkeys([['/', () => setTimeout(() => field.current?.focus())]]);
  return (
    <TextInput
      ref={field}
      type="search"
      w={{ base: '100%', sm: 300 }}
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed.text !== '' && <CloseButton size="sm" aria-label="Clear" onClick={() => typed.set('')} />
      }
      value={typed.text}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        typed.set('');
        event.currentTarget.blur();
      }}
    />
  );
};
