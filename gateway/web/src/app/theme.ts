// Light or dark: as the system has it, unless somebody chose.
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theme';

export const theme = (): Theme => (localStorage.getItem(KEY) as Theme | null) ?? 'system';

export function setTheme(chosen: Theme): void {
  if (chosen === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  applyTheme();
}

export function applyTheme(): void {
  const chosen = theme();
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
