import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { problem, Refusal, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { session } from '@/testing/samples';

// In a browser it tells what is on the screen; here everything is.
class AllSeen {
  constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
  observe() {
    this.tell([{ isIntersecting: true }]);
  }
  disconnect() {}
}

beforeEach(() => vi.stubGlobal('IntersectionObserver', AllSeen));

const matrix = (query: URLSearchParams, value: string) => ({
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: { job: 'suite/backend', queue: 'intake', outcome: 'succeeded' },
        values: [
          [Number(query.get('start')), value],
          [Number(query.get('end')), value],
        ],
      },
    ],
  },
});

const vector = (value: string) => ({
  status: 'success',
  data: { resultType: 'vector', result: [{ metric: { queue: 'intake' }, value: [1_700_000_000, value] }] },
});

const base = {
  'GET /api/session': () => session('admin'),
  'GET /prometheus/api/v1/status/buildinfo': () => ({ status: 'success', data: { version: '2.42.0' } }),
  'GET /prometheus/api/v1/query_range': ({ query }: { query: URLSearchParams }) => matrix(query, '3'),
  'GET /prometheus/api/v1/query': () => vector('7'),
  'GET /prometheus/api/v1/label/*/values': () => ({ status: 'success', data: ['intake', 'nightly'] }),
};

const jobs = '/admin/operations/suite-jobs';

// By its heading: to look for roles takes long among so many elements.
const panel = async (name: string): Promise<HTMLElement> => {
  const heading = await screen.findByText(name, { selector: 'h3' });
  return heading.closest('section') as HTMLElement;
};

test('it opens with the overview, and the other dashboards are a link away', async () => {
  serve(base);
  const { address } = renderApp('/admin/operations');

  await screen.findByRole('heading', { name: 'Overview', level: 1 });

  expect(address()).toBe('/admin/operations/suite-overview');
  const tabs = within(screen.getByRole('navigation', { name: 'Dashboards' }));
  expect(tabs.getByRole('link', { name: 'Job engine' })).toHaveAttribute('href', jobs);
});

test('a panel shows the figure that Prometheus gave, in its unit', async () => {
  serve(base);
  renderApp(jobs);

  expect(await panel('Oldest wait')).toHaveTextContent('3 s');
  await waitFor(async () => expect(await panel('Succeeded')).toHaveTextContent('7'));
});

test('a chosen value is put into every query, and into the address', async () => {
  const calls = serve(base);
  const { user, address } = renderApp(jobs);
  await user.click(await screen.findByLabelText('Queue', { selector: 'input' }));

  await user.click(await screen.findByText('nightly'));

  await waitFor(() => expect(address()).toBe(`${jobs}?var-queue=nightly`));
  await waitFor(() =>
    expect(calls.map(({ query }) => query.get('query'))).toContain(
      'sum(max by (queue) (suite_jobs_queue_depth{state="waiting", queue=~"nightly"}))',
    ),
  );
});

test('the address says what is shown', async () => {
  const calls = serve(base);
  renderApp(
    `${jobs}?from=2026-01-31T12:00:00.000Z&to=2026-01-31T13:00:00.000Z&var-queue=intake,nightly&var-quantile=0.5`,
  );

  await panel('Waiting');

  await waitFor(() => {
    const asked = calls.find(({ query }) => query.get('query')?.includes('state="waiting"'));
    expect(asked?.query.get('query')).toContain('queue=~"(intake|nightly)"');
    expect(asked?.query.get('end')).toBe(String(Date.parse('2026-01-31T13:00:00Z') / 1000));
  });
  expect(
    calls.map(({ query }) => query.get('query')).filter((query) => query?.includes('quantile(0.5,')),
  ).not.toEqual([]);
});

test('an address of Grafana is understood', async () => {
  const calls = serve(base);
  renderApp(
    `${jobs}?from=1769860800000&to=1769864400000&var-queue=intake&var-queue=nightly&var-quantile=$__all`,
  );

  await panel('Waiting');

  await waitFor(() => {
    const asked = calls.find(({ query }) => query.get('query')?.includes('state="waiting"'));
    expect(asked?.query.get('query')).toContain('queue=~"(intake|nightly)"');
    expect(asked?.query.get('end')).toBe('1769864400');
  });
});

test('a time range is chosen by name', async () => {
  serve(base);
  const { user, address } = renderApp(jobs);
  await user.click(await screen.findByText('Last hour'));

  await user.click(await screen.findByText('Last 12 hours'));

  await waitFor(() => expect(address()).toBe(`${jobs}?from=now-12h&to=now`));
});

test('a refused query says why in its own panel; the others go on', async () => {
  serve({
    ...base,
    'GET /prometheus/api/v1/query': () => new Refusal(400, 'bad_data', 'parse error: unexpected )'),
  });
  renderApp(jobs);

  expect(await within(await panel('Succeeded')).findByRole('alert')).toHaveTextContent('parse error');
  expect(await panel('Oldest wait')).toHaveTextContent('3 s');
});

test('a panel without data says so', async () => {
  serve({
    ...base,
    'GET /prometheus/api/v1/query_range': () => ({ data: { resultType: 'matrix', result: [] } }),
  });
  renderApp(jobs);

  await waitFor(async () => expect(await panel('Waiting')).toHaveTextContent('No data in this time'));
});

test('without Prometheus the page says so, and can be asked again', async () => {
  serve({
    ...base,
    'GET /prometheus/api/v1/status/buildinfo': problem(503, 'upstream-unavailable', 'prometheus is away.'),
  });
  renderApp(jobs);

  expect(await screen.findByRole('alert')).toHaveTextContent('prometheus is away.');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

test('the arrow keys lead through a chart, and its values are read out', async () => {
  serve(base);
  renderApp(`${jobs}?from=2026-01-31T12:00:00.000Z&to=2026-01-31T13:00:00.000Z`);
  const chart = await within(await panel('Oldest wait by queue')).findByRole('slider');

  act(() => chart.focus());
  fireEvent.keyDown(chart, { key: 'End' });

  expect(chart).toHaveAttribute('aria-valuetext', expect.stringContaining('intake: 3 s'));
});

test('only admins see it', async () => {
  serve({
    ...base,
    'GET /api/session': () => session('manager'),
    'GET /api/assets': () => ({ items: [], nextCursor: null }),
  });
  const { address } = renderApp(jobs);

  await waitFor(() => expect(address()).toBe('/library'));
});

test('there is no such dashboard', async () => {
  serve(base);
  renderApp('/admin/operations/nothing');

  expect(await screen.findByText('There is no such dashboard')).toBeInTheDocument();
});
