import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type RouterHistory } from '@tanstack/react-router';
import { createQueryClient } from '@/app/query-client';
import { createAppRouter } from '@/app/router';
import { cssVariables, theme } from '@/app/theme';

/** The application's moving parts, made together: the query cache sends the signed-out to the sign-in page. */
export const createApp = (history?: RouterHistory) => {
  const queryClient = createQueryClient(() => {
    const { location } = router.state;
    if (location.pathname === '/sign-in') return;
    queryClient.clear();
    void router.navigate({ to: '/sign-in', search: { returnTo: location.href } });
  });
  const router = createAppRouter(queryClient, history);
  return { queryClient, router };
};

const colorSchemes = localStorageColorSchemeManager({ key: 'suite-color-scheme' });

type Props = ReturnType<typeof createApp> & {
  /** In tests nothing fades in. */
  env?: 'default' | 'test';
};

export const App = ({ queryClient, router, env = 'default' }: Props) => (
  <QueryClientProvider client={queryClient}>
    <MantineProvider
      theme={theme}
      env={env}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
    >
      <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': 'Close' } }}>
        <Notifications position="top-right" />
        <RouterProvider router={router} />
      </ModalsProvider>
    </MantineProvider>
  </QueryClientProvider>
);
