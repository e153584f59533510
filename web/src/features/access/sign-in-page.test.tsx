import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, problem, Refusal, serve } from '@/testing/fake-server';
import { renderApp } from '@/testing/render-app';
import { session } from '@/testing/samples';

const wrong = problem(401, 'wrong-credentials', 'There is no account with this username and password.');
const signedOut = problem(401, 'not-signed-in', 'Sign in first.');
const emptyPages = {
  'GET /api/jobs': () => page(),
  'GET /api/assets': () => page(),
  'GET /api/collections': () => page(),
  'GET /api/job-queues': () => page(),
};

test('a page behind the door leads to the sign-in page and back', async () => {
  serve({ 'GET /api/session': signedOut, 'POST /api/session': () => session(), ...emptyPages });
  const { user, address } = renderApp('/jobs?state=failed');

  await user.type(await screen.findByLabelText('Username'), 'ada');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(await screen.findByRole('heading', { name: 'Jobs' })).toBeVisible();
  expect(address()).toBe('/jobs?state=failed');
});

test("a wrong password is told in the server's words", async () => {
  serve({ 'GET /api/session': signedOut, 'POST /api/session': wrong });
  const { user } = renderApp('/sign-in');

  await user.type(await screen.findByLabelText('Username'), 'ada');
  await user.type(screen.getByLabelText('Password'), 'oops{Enter}');

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no account with this username and password.',
  );
});

test('a one-time link signs in by itself, and is redeemed once', async () => {
  const calls = serve({ 'POST /api/session/link': () => session(), ...emptyPages });
  const { address } = renderApp('/sign-in?token=12e45');

  await waitFor(() => expect(address()).toBe('/library'));
  expect(calls.filter(({ path }) => path === '/api/session/link')).toMatchObject([
    { body: { token: '12e45' } },
  ]);
});

test('a spent link is no obstacle to who is signed in already', async () => {
  serve({ 'POST /api/session/link': wrong, 'GET /api/session': () => session(), ...emptyPages });
  const { address } = renderApp('/sign-in?token=spent');

  await waitFor(() => expect(address()).toBe('/library'));
});

test('a spent link leaves the password form to everybody else', async () => {
  serve({
    'POST /api/session/link': problem(401, 'link-spent', 'This link was used.'),
    'GET /api/session': signedOut,
  });
  renderApp('/sign-in?token=spent');

  expect(await screen.findByRole('alert')).toHaveTextContent('This link was used.');
  expect(screen.getByLabelText('Password')).toBeVisible();
});

test('a session that ends in the middle leads to the sign-in page, keeping the address', async () => {
  let over = false;
  serve({
    ...emptyPages,
    'GET /api/session': () => session(),
    'GET /api/assets': () => (over ? new Refusal(401, 'not-signed-in', 'Sign in first.') : page()),
  });
  const { user, address } = renderApp('/library');
  await screen.findByText('The library is empty');

  over = true;
  await user.click(screen.getByRole('radio', { name: 'Deleted' }));

  await waitFor(() => expect(address()).toBe('/sign-in?returnTo=%2Flibrary%3Fdeleted%3Dtrue'));
});
