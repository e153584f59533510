/** Light or dark: the system's choice until somebody makes their own, which the browser keeps. */
const KEY = 'suite-dashboard-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  apply(localStorage.getItem(KEY));
}

export function toggleTheme() {
  const next = isDark() ? 'light' : 'dark';
  // What the system says as well need not be kept: then the page follows the system again.
  if ((next === 'dark') === dark.matches) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  apply(localStorage.getItem(KEY));
}

const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
