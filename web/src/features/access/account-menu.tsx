import {
  Avatar,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import type { MantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery, signOut, switchTeam } from '@/features/access/api';
import { useSession } from '@/features/access/use-session';
import { capitalize } from '@/lib/format';

export const AccountMenu = () => {
  const session = useSession();
  const name = session.user?.displayName ?? session.user?.username ?? session.team.name;
  return (
    <Menu position="bottom-end" width={260} shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton>
          <VisuallyHidden>{`Account: ${name}, team ${session.team.name}`}</VisuallyHidden>
          <Avatar aria-hidden name={name} color="pine" variant="filled" radius="xl" size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text fw={600} px="sm" pt={6} truncate>
          {name}
        </Text>
        <Text size="sm" c="dimmed" px="sm" pb="xs">
          {session.team.name} · {capitalize(session.role)}
        </Text>
        <TeamItems />
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <ThemeChoice />
        <Menu.Divider />
        <SignOutItem />
      </Menu.Dropdown>
    </Menu>
  );
};

const TeamItems = () => {
  const { team: current, teams } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: switchTeam,
    meta: { failure: 'The team could not be changed' },
    onSuccess: async (session) => {
      // Nothing of the other team may stay on the screen or in the cache.
      await navigate({ to: '/library', search: {} });
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      queryClient.setQueryData(sessionQuery.queryKey, session);
    },
  });
  if (teams.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Team</Menu.Label>
      {teams.map((team) => (
        <Menu.Item
          key={team.id}
          aria-current={team.id === current.id}
          rightSection={team.id === current.id && <IconCheck size={16} aria-hidden />}
          onClick={() => team.id !== current.id && change.mutate(team.id)}
        >
          {team.name}
        </Menu.Item>
      ))}
    </>
  );
};

const themes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
];

const ThemeChoice = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      fullWidth
      size="xs"
      mx="sm"
      mb="xs"
      data={themes}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
    />
  );
};

const SignOutItem = () => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    meta: { failure: 'You are still signed in' },
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: '/sign-in', search: {} });
      queryClient.clear();
    },
  });
  return (
    <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
      Sign out
    </Menu.Item>
  );
};
