import { mount } from 'svelte';
import App from './App.svelte';
import { isAborted } from './api/problem';
import { wantedLanguage } from './app/language';
import { startRouter } from './app/router.svelte';
import { loadSession } from './app/session.svelte';
import { applyTheme } from './app/theme';
import { needTexts, speak } from './i18n/texts.svelte';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  applyTheme();
  const beginning = { language: wantedLanguage(), problem: undefined as unknown };
  await needTexts('shell');
  const [, problem] = await Promise.all([speak(beginning.language), loadSession().catch((error: unknown) => error)]);
  if (wantedLanguage() !== beginning.language) await speak(wantedLanguage());
  mount(App, { target: document.getElementById('app')!, props: { problem } });
  await startRouter();
}

// A page that is left while it reads has nothing to tell of that.
addEventListener('unhandledrejection', (event) => {
  if (isAborted(event.reason)) event.preventDefault();
});

void start();
