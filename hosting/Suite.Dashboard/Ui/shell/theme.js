/**
 * Light or dark: the system's choice until somebody makes their own. A cookie keeps it, so that the server writes it into the
 * page: before any script runs, the first paint is in the right colours.
 */
const COOKIE = 'suite_dashboard_theme';
const YEAR = 365 * 24 * 60 * 60;
const dark = matchMedia('(prefers-color-scheme: dark)');

export function toggleTheme() {
  const { dataset } = document.documentElement;
  const next = (dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
  // What the system says as well need not be kept: then the page follows the system again.
  const follows = (next === 'dark') === dark.matches;
  const path = new URL(document.baseURI).pathname;
  document.cookie = `${COOKIE}=${next}; path=${path}; max-age=${follows ? 0 : YEAR}; samesite=lax`;
  dataset.theme = follows ? '' : next;
}
