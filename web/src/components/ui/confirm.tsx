import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

type Question = { title: string; text: string; yes: string; no?: string };

/** Asks before something that cannot be taken back. */
export const confirm = ({ title, text, yes, no = 'Cancel' }: Question, onYes: () => void) =>
  modals.openConfirmModal({
    title,
    children: <Text size="sm">{text}</Text>,
    labels: { confirm: yes, cancel: no },
    confirmProps: { color: 'red' },
    onConfirm: onYes,
  });
