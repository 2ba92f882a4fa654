import { ConflictError } from '../api/problem';
import { fieldWordsOf } from '../api/words';
import { guardLeaving } from '../app/router.svelte';
import { t } from '../i18n/texts.svelte';

type Values = Record<string, unknown>;

interface Options<V extends Values> {
  initial: V;
  // Where what is typed is kept while it is not sent, in this tab; not for secrets.
  draft?: string;
  submit: (values: V) => Promise<unknown>;
}

// What a form holds: what was typed, what is wrong with it, and whether it is on its way.
// A second submit while one is under way does nothing.
export class Form<V extends Values> {
  values: V = $state()!;
  errors = $state<Record<string, string>>({});
  problem = $state.raw<unknown>(undefined);
  conflict = $state(false);
  busy = $state(false);
  #initial: string = $state('');
  #options: Options<V>;

  constructor(options: Options<V>) {
    this.#options = options;
    this.#initial = JSON.stringify(options.initial);
    const kept = options.draft ? sessionStorage.getItem(`draft:${options.draft}`) : null;
    this.values = kept ? { ...options.initial, ...JSON.parse(kept) } : { ...options.initial };
  }

  get dirty(): boolean {
    return JSON.stringify(this.values) !== this.#initial;
  }

  // Called by the form's component while it is on the page.
  watch(): () => void {
    const release = guardLeaving(() => !this.dirty || this.busy || confirm(t('leave-unsaved')));
    const beforeUnload = (event: BeforeUnloadEvent): void => {
      if (this.dirty) event.preventDefault();
    };
    addEventListener('beforeunload', beforeUnload);
    return () => {
      release();
      removeEventListener('beforeunload', beforeUnload);
    };
  }

  keepDraft(): void {
    const { draft } = this.#options;
    if (!draft) return;
    if (this.dirty) sessionStorage.setItem(`draft:${draft}`, JSON.stringify(this.values));
    else sessionStorage.removeItem(`draft:${draft}`);
  }

  // Begins anew, as from a record that was read again.
  reset(values: V): void {
    this.#initial = JSON.stringify(values);
    this.values = { ...values };
    this.errors = {};
    this.problem = undefined;
    this.conflict = false;
    this.keepDraft();
  }

  async send(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.errors = {};
    this.problem = undefined;
    this.conflict = false;
    try {
      await this.#options.submit($state.snapshot(this.values) as V);
      this.#initial = JSON.stringify(this.values);
      this.keepDraft();
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  // The path of a field is `account.displayName`; a form knows it as `displayName`, and
  // `contact.emails[1]` as `emails`; but that of one of several records that it holds,
  // `account.guardians[1].displayName`, as `guardians[1].displayName`.
  #take(error: unknown): void {
    if (error instanceof ConflictError) this.conflict = true;
    const unknown: string[] = [];
    for (const [path, text] of fieldWordsOf(error)) {
      const [, within, several] = /(?:^|\.)((\w+)\[\d+\]\..+)$/.exec(path) ?? [];
      const name = within ?? path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
      if (Object.hasOwn(this.values, several ?? name)) this.errors[name] = text;
      else unknown.push(path);
    }
    const all = Object.keys(this.errors).length > 0 && unknown.length === 0;
    if (!all && !this.conflict) this.problem = error;
  }
}
