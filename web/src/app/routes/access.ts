import { createRoute, redirect } from '@tanstack/react-router';
import { root } from '@/app/routes/frames';
import { text } from '@/app/routes/typed';
import { sessionQuery } from '@/features/access/api';
import { safeReturnTo } from '@/features/access/return-to';
import { SignInPage } from '@/features/access/sign-in-page';

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { token?: string; returnTo?: string } => {
    const token = text(search['token']);
    const returnTo = text(search['returnTo']);
    return { ...(token ? { token } : {}), ...(returnTo ? { returnTo } : {}) };
  },
  beforeLoad: ({ context, search }) => {
    const signedIn = context.queryClient.getQueryData(sessionQuery.queryKey) !== undefined;
    if (signedIn && search.token === undefined) throw redirect({ href: safeReturnTo(search.returnTo) });
  },
  component: SignInPage,
});
