export type Theme = 'light' | 'dark';

const key = 'stoa-theme';

/** What the person chose, else what the system says. */
export function currentTheme(): Theme {
  const chosen = localStorage.getItem(key);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function applyTheme(theme: Theme, remember = false): void {
  document.documentElement.dataset['theme'] = theme;
  if (remember) localStorage.setItem(key, theme);
}
