import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { ComponentPropsWithoutRef } from 'react';

type Props = { name: string } & ActionIconProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ActionIconProps>;

/** Where a row is taken to be moved; its behaviour is `useReorder`'s. */
export const DragHandle = ({ name, ...rest }: Props) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="sm"
    style={{ cursor: 'grab', touchAction: 'none' }}
    aria-label={`Move ${name}`}
    title="Drag, or Alt+↑ and Alt+↓"
    {...rest}
  >
    <IconGripVertical size={16} />
  </ActionIcon>
);
