import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App, createApp } from '@/app/app';

/** The whole application, opened at an address. */
export const renderApp = (address: string) => {
  const app = createApp(createMemoryHistory({ initialEntries: [address] }));
  app.queryClient.setDefaultOptions({
    queries: { ...app.queryClient.getDefaultOptions().queries, retry: false },
  });
  render(<App {...app} env="test" />);
  return {
    user: userEvent.setup(),
    /** Where the application is now. */
    address: () => app.router.state.location.href,
  };
};
