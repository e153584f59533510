import { Button, Center } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/components/ui/empty-state';

export const NotFoundPage = () => (
  <Center component="main" mih="80dvh">
    <EmptyState
      icon={IconMapOff}
      title="There is no such page"
      action={
        <Button component={Link} to="/library" mt="xs">
          To the library
        </Button>
      }
    >
      The address may be mistyped, or what it led to is gone.
    </EmptyState>
  </Center>
);
