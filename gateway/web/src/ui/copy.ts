import { t } from '../i18n/texts.svelte';
import { say } from './toasts.svelte';

// To the clipboard, and says so. Browsers give it to no page without TLS.
export async function copy(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    say(t('copy-failed'));
  }
}
