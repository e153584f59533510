import { vi } from 'vitest';

type Call = { method: string; path: string; query: URLSearchParams; body: unknown };
type Answer = (call: Call) => unknown;

export class Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {}
}

/** An answer with a problem, as the server words it. */
export const problem = (status: number, code: string, detail: string) => () =>
  new Refusal(status, code, detail);

/**
 * Stands in for the server. Routes are "METHOD /path" with `*` for any one segment; the calls are kept.
 * A promise that never settles keeps the page waiting.
 */
export const serve = (routes: Record<string, Answer>) => {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const { pathname, searchParams } = new URL(path, 'http://suite');
    const method = init?.method ?? 'GET';
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const call = { method, path: pathname, query: searchParams, body };
    calls.push(call);
    const [, answer] =
      Object.entries(routes).find(([route]) => matches(route, `${method} ${pathname}`)) ?? [];
    const result = await (answer ?? problem(404, 'no-such-route', `${method} ${pathname}`))(call);
    if (result instanceof Refusal) return Response.json(result, { status: result.status });
    return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
  });
  return calls;
};

const matches = (route: string, request: string): boolean =>
  new RegExp(`^${route.replaceAll('*', '[^/]+')}$`).test(request);

export const never = () => new Promise<never>(() => undefined);

export const page = (...items: unknown[]) => ({ items, nextCursor: null });
