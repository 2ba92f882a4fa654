import { answer, api } from '../api/client';
import { bestOf, type Language } from '../i18n/languages';
import { speak } from '../i18n/texts.svelte';
import { session } from './session.svelte';

const KEY = 'language';

// The address says one for those who test pages; else what was chosen here, what the
// account says, what the browser wants.
export const wantedLanguage = (): Language =>
  bestOf([
    new URLSearchParams(location.search).get('language'),
    localStorage.getItem(KEY),
    session.account?.language,
    ...navigator.languages,
  ]);

// Chosen by somebody: kept in this browser and, for what Waymark writes to them, in their account.
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await speak(language);
  if (!session.account) return;
  const { etag: _, ...unchanged } = session.account;
  session.changed(
    await answer(
      api.PATCH('/v1/accounts/{account}', {
        params: { path: { account: 'me' }, query: { updateMask: 'language' } },
        body: { ...unchanged, language },
      }),
    ),
  );
}
