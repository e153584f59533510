import {
  Alert,
  Button,
  Center,
  Loader,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { sessionQuery, signIn, signInLinkQuery, type Session } from '@/features/access/api';
import { safeReturnTo } from '@/features/access/return-to';
import classes from '@/features/access/sign-in-page.module.css';
import { Logo } from '@/components/ui/logo';
import { isProblem } from '@/lib/http';

const route = getRouteApi('/sign-in');

export const SignInPage = () => {
  const { token, returnTo } = route.useSearch();
  useDocumentTitle('Sign in · Suite');
  const enter = useEnter(returnTo);
  const link = useQuery({ ...signInLinkQuery(token ?? ''), enabled: token !== undefined });
  const password = useMutation({ mutationFn: signIn, onSuccess: enter, meta: { handlesSignedOut: true } });

  useEffect(() => {
    if (link.data) enter(link.data);
  }, [link.data, enter]);

  const failure = password.error ?? link.error;
  return (
    <Center component="main" className={classes.page}>
      <Paper className={classes.card} withBorder radius="lg" p="xl">
        <Stack gap="lg">
          <Logo size={36} />
          {token !== undefined && !link.isError ? (
            <Stack gap="sm" align="center" py="xl" role="status">
              <Loader size="sm" />
              <Text c="dimmed">Signing you in…</Text>
            </Stack>
          ) : (
            <>
              <div>
                <Title order={1} size="h2">
                  Sign in
                </Title>
                <Text c="dimmed" mt={4}>
                  Your team’s media library.
                </Text>
              </div>
              {failure && (
                <Alert color="red" variant="light" role="alert" title={titleOf(failure, link.isError)}>
                  {failure.message}
                </Alert>
              )}
              <SignInForm pending={password.isPending} onSubmit={password.mutate} />
            </>
          )}
        </Stack>
      </Paper>
    </Center>
  );
};

type FormProps = {
  pending: boolean;
  onSubmit: (credentials: { username: string; password: string }) => void;
};

const SignInForm = ({ pending, onSubmit }: FormProps) => {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit({ username, password });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          withAsterisk={false}
          data-autofocus
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={pending} mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
};

const titleOf = (error: Error, byLink: boolean): string => {
  if (isProblem(error) && error.status === 401)
    return byLink ? 'This link no longer works' : 'Username or password is not right';
  return 'Signing in did not work';
};

/** Keeps the session and goes where the person was heading. */
const useEnter = (returnTo: string | undefined) => {
  const queryClient = useQueryClient();
  const { history } = useRouter();
  const [enter] = useState(() => (session: Session) => {
    queryClient.setQueryData(sessionQuery.queryKey, session);
    history.replace(safeReturnTo(returnTo));
  });
  return enter;
};
