/** Where to go after signing in: a path of this site, never an address that somebody put into a link. */
export const safeReturnTo = (wanted: string | undefined): string => {
  if (!wanted?.startsWith('/')) return '/library';
  const { origin, pathname, search, hash } = new URL(wanted, window.location.origin);
  return origin === window.location.origin && pathname !== '/sign-in' ? pathname + search + hash : '/library';
};
