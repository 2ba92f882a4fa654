import { t } from '../../i18n/texts.svelte';
import type { Outcome } from './outcome';
import { typeText } from './words';

const FIRST = 500; // ms, for what comes with it
const PAUSE = 10_000; // ms between two announcements, however much happens

// Says to readers of screens that something came: what comes close together, in one sentence.
export class Announcer {
  text = $state('');
  #count = 0;
  #latest = ''; // type
  #said = 0; // when
  #timer: ReturnType<typeof setTimeout> | undefined;

  tell(came: readonly Outcome[]): void {
    this.#count += came.length;
    this.#latest = came.at(-1)!.type;
    const say = (): void => {
      this.text = t('outcomes-announced', { count: this.#count, last: typeText(this.#latest) });
      this.#count = 0;
      this.#said = Date.now();
      this.#timer = undefined;
    };
    this.#timer ??= setTimeout(say, Math.max(FIRST, this.#said + PAUSE - Date.now()));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
