import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { never, problem, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { session } from '@/testing/samples';

const start = new Date('2026-01-01T00:00:00Z').getTime();

const dependency = (name: string, changes: object = {}) => ({
  name,
  state: 'up',
  ms: 1.2,
  since: '2026-01-01T00:00:00Z',
  reason: null,
  ...changes,
});

const service = (name: string, changes: object = {}) => ({
  ...dependency(name, { ms: 12 }),
  replicas: [],
  dependencies: [],
  ...changes,
});

const status = (state: string, ...services: object[]) => ({
  checkedAt: new Date().toISOString(),
  state,
  services,
});

const healthy = status(
  'up',
  service('gateway', { ms: null }),
  service('backend', { dependencies: [dependency('suitedb'), dependency('redis')] }),
  service('grafana', { state: 'absent', ms: null }),
);

const bar = (index: number, changes: object = {}) => ({
  from: new Date(start + index * 900_000).toISOString(),
  state: 'up',
  upSeconds: 900,
  degradedSeconds: 0,
  downSeconds: 0,
  ...changes,
});

const history = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-01T00:45:00Z',
  stepSeconds: 60,
  barSeconds: 900,
  services: [
    {
      name: 'backend',
      uptime: 0.99999,
      known: 1,
      bars: [
        bar(0),
        bar(1, { state: 'down', upSeconds: 780, downSeconds: 120 }),
        bar(2, { state: 'unknown', upSeconds: 0 }),
      ],
    },
    { name: 'backend/redis', uptime: 0.5, known: 0.25, bars: [bar(0)] },
  ],
  incidents: [
    { service: 'backend/redis', state: 'degraded', from: '2026-01-01T00:20:00Z', to: null, seconds: 180 },
    {
      service: 'backend',
      state: 'down',
      from: '2026-01-01T00:15:00Z',
      to: '2026-01-01T00:17:00Z',
      seconds: 120,
    },
  ],
};

const base = {
  'GET /api/session': () => session('admin'),
  'GET /health/services': () => healthy,
  'GET /health/history': () => history,
};

test('each service stands with its state, how fast it answers and what it depends on', async () => {
  serve(base);
  renderApp('/status');

  const backend = await screen.findByRole('listitem', { name: 'Backend' });

  expect(screen.getByRole('heading', { name: 'Everything works' })).toBeVisible();
  expect(backend).toHaveTextContent('12 ms');
  const tree = within(backend).getByRole('list', { name: 'What Backend depends on' });
  expect(within(tree).getByText('PostgreSQL')).toBeVisible();
  expect(within(tree).getByText('Redis')).toBeVisible();
  expect(screen.getByText('Not part of this run: Grafana.')).toBeVisible();
});

test('uptime is never rounded up, and says of how much it was measured', async () => {
  serve(base);
  renderApp('/status');
  const backend = await screen.findByRole('listitem', { name: 'Backend' });

  await waitFor(() => expect(backend).toHaveTextContent('99.99%'));

  expect(backend).toHaveTextContent('50.00%up, 25% measured');
});

test('the bars are read with the arrow keys', async () => {
  serve(base);
  renderApp('/status');
  const bars = await screen.findByRole('slider', { name: 'Backend, the last 24 hours' });

  bars.focus();
  expect(bars).toHaveAttribute('aria-valuetext', expect.stringContaining('Not measured'));
  fireEvent.keyDown(bars, { key: 'ArrowLeft' });
  expect(bars).toHaveAttribute('aria-valuetext', expect.stringContaining('Down for 2 min'));
  fireEvent.keyDown(bars, { key: 'Home' });

  expect(bars).toHaveAttribute('aria-valuetext', expect.stringMatching(/: Up$/));
});

test('incidents stand with how long they were, and one that goes on says so', async () => {
  serve(base);
  renderApp('/status');

  const list = await screen.findByRole('region', { name: 'Incidents' });
  const [redis, backend] = within(list).getAllByRole('listitem');

  expect(redis).toHaveTextContent('DegradedRedisseen by backendGoes on, so far 3 min');
  expect(backend).toHaveTextContent('DownBackend2 min');
});

test('another range is asked for and kept in the address', async () => {
  const calls = serve(base);
  const { user, address } = renderApp('/status');
  await screen.findByRole('slider', { name: 'Backend, the last 24 hours' });

  await user.click(screen.getByRole('radio', { name: '7 days' }));

  await screen.findByRole('slider', { name: 'Backend, the last 7 days' });
  expect(address()).toBe('/status?hours=168');
  expect(
    calls
      .filter(({ path }) => path === '/health/history')
      .at(-1)
      ?.query.get('hours'),
  ).toBe('168');
});

test('what is wrong stands on top, with the reason where the server gives one', async () => {
  serve({
    ...base,
    'GET /health/services': () =>
      status(
        'degraded',
        service('backend', {
          state: 'degraded',
          reason: 'redis: Redis does not answer.',
          replicas: [
            { name: 'backend/0', state: 'up', ms: 9, reason: null },
            { name: 'backend/1', state: 'down', ms: null, reason: 'Connection refused' },
          ],
          dependencies: [dependency('redis', { state: 'degraded' })],
        }),
        service('model-gateway', { state: 'down' }),
      ),
  });
  renderApp('/status');

  expect(await screen.findByRole('heading', { name: 'Something is missing' })).toBeVisible();
  expect(screen.getByText('Model gateway is down. Backend works with something missing.')).toBeVisible();
  expect(screen.getByText('redis: Redis does not answer.')).toBeVisible();
  expect(
    within(screen.getByRole('list', { name: 'Replicas' })).getAllByRole('listitem')[1],
  ).toHaveTextContent('Down');
});

test('without Prometheus the states stand alone, and it is said why', async () => {
  serve({
    ...base,
    'GET /health/history': problem(503, 'history-unavailable', 'Prometheus does not answer.'),
  });
  renderApp('/status');

  expect(await screen.findByText(/Prometheus does not answer\./)).toBeVisible();

  expect(screen.getByRole('listitem', { name: 'Backend' })).toHaveTextContent('Up');
  expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  expect(screen.queryByText(/%/)).not.toBeInTheDocument();
});

test('while the backend is away and cannot say who it is, the page is there all the same', async () => {
  serve({
    ...base,
    'GET /api/session': problem(502, 'upstream-unreachable', 'The service backend cannot be reached.'),
    'GET /health/services': () => status('down', service('backend', { state: 'down', ms: null })),
  });
  renderApp('/status');

  expect(await screen.findByRole('heading', { name: 'The suite is down' })).toBeVisible();
  expect(screen.queryByRole('navigation', { name: 'Main' })).not.toBeInTheDocument();
});

test('a stranger is led to the sign-in page and back', async () => {
  serve({ 'GET /api/session': problem(401, 'not-signed-in', 'Sign in.') });
  const { address } = renderApp('/status');

  await screen.findByLabelText(/Username/);

  expect(address()).toBe('/sign-in?returnTo=%2Fstatus');
});

test('it is loading until somebody answers', async () => {
  serve({ ...base, 'GET /health/services': never });
  renderApp('/status');

  expect(await screen.findByRole('status', { name: 'Loading the status' })).toBeVisible();
});

test('when not even the gateway answers, it says so', async () => {
  serve({
    ...base,
    'GET /health/services': problem(503, 'upstream-unavailable', 'Who you are cannot be checked now.'),
  });
  renderApp('/status');

  expect(await screen.findByRole('alert')).toHaveTextContent('Who you are cannot be checked now.');
});
