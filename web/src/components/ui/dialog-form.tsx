import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode, SyntheticEvent } from 'react';

type Props = {
  /** The word on the button that sends the form. */
  action: string;
  /** What sends it: a mutation. */
  save: { mutate: () => void; isPending: boolean; error: Error | null };
  isComplete: boolean;
  onCancel: () => void;
  children: ReactNode;
};

/** The form in a dialog: its fields below what went wrong, and at the foot the way back and the way on. */
export const DialogForm = ({ action, save, isComplete, onCancel, children }: Props) => {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.error && (
          <Alert color="red" variant="light" role="alert">
            {save.error.message}
          </Alert>
        )}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isComplete}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
