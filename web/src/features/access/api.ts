import { queryOptions } from '@tanstack/react-query';
import type { Role } from '@/features/access/role';
import { getJson, isProblem, sendJson } from '@/lib/http';

export type TeamMembership = { id: string; name: string; role: Role };

export type Session = {
  user: { id: string; username: string; displayName: string } | null;
  team: { id: string; name: string };
  role: Role;
  teams: TeamMembership[];
  /** The part of all traces that begin in the browser and are to be recorded, 0 to 1. */
  traceRatio?: number;
};

const session = '/api/session';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => getJson<Session>(session, signal),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Redeems a one-time link. One that was spent by this very browser is no reason to stop: the session is there. */
export const signInLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['sign-in-link', token],
    queryFn: async () => {
      try {
        return await sendJson<Session>('POST', `${session}/link`, { token });
      } catch (error) {
        if (!isProblem(error)) throw error;
        return await getJson<Session>(session).catch(() => Promise.reject(error));
      }
    },
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  });

export const signIn = (credentials: { username: string; password: string }) =>
  sendJson<Session>('POST', session, credentials);

export const signOut = () => sendJson('DELETE', session);

export const switchTeam = (teamId: string) => sendJson<Session>('POST', `${session}/team`, { teamId });
