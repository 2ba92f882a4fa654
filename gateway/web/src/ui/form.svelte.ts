import { ConflictError } from '../api/problem';
import { fieldWordsOf } from '../api/words';
import { comesBack, guardLeaving } from '../app/router.svelte';
import { t } from '../i18n/texts.svelte';
import { changedFields, contested, merged } from './changes';

type Values = Record<string, unknown>;

interface Options<V extends Values> {
  initial: V;
  // Where what is typed is kept while it is not sent, in this tab; not for secrets.
  draft?: string;
  // `changed`: the fields that are others than at first.
  submit: (values: V, changed: string[]) => Promise<unknown>;
}

// What was typed upon which values: only what differs of them comes back, upon those of now.
interface Draft<V> {
  initial: V;
  values: V;
}

// What a form holds: what was typed, what is wrong with it, and whether it is on its way.
// A second submit while one is under way does nothing.
export class Form<V extends Values> {
  values: V = $state()!;
  errors = $state<Record<string, string>>({});
  problem = $state.raw<unknown>(undefined);
  conflict = $state(false);
  restored = $state(false); // what was typed before is here again
  busy = $state(false);
  settlesConflicts = false; // by a dialog; else a conflict is a problem like others
  contested = false; // what was typed before is of fields that somebody has changed since
  #initial: V = $state.raw()!;
  #options: Options<V>;

  constructor(options: Options<V>) {
    this.#options = options;
    this.#initial = options.initial;
    this.values = { ...options.initial };
    this.#restore();
  }

  get changed(): string[] {
    return changedFields(this.#initial, this.values);
  }

  get dirty(): boolean {
    return this.changed.length > 0;
  }

  // Called by the form's component while it is on the page.
  watch(): () => void {
    const release = guardLeaving(() => !this.dirty || this.busy || this.#leave());
    const beforeUnload = (event: BeforeUnloadEvent): void => {
      if (this.dirty && !(this.#options.draft && comesBack())) event.preventDefault();
    };
    addEventListener('beforeunload', beforeUnload);
    return () => {
      release();
      removeEventListener('beforeunload', beforeUnload);
    };
  }

  // One that somebody else's version contradicts stays as it was until that has been looked at.
  keepDraft(): void {
    if (!this.#options.draft || this.conflict) return;
    if (this.dirty) sessionStorage.setItem(this.#place, JSON.stringify({ initial: this.#initial, values: this.values } satisfies Draft<V>));
    else sessionStorage.removeItem(this.#place);
  }

  // Begins anew, as from a record that was read again.
  reset(values: V): void {
    this.#initial = values;
    this.values = { ...values };
    this.errors = {};
    this.problem = undefined;
    this.conflict = false;
    this.restored = false;
    this.keepDraft();
  }

  // Drops what was typed.
  beginAnew(): void {
    this.reset(this.#initial);
  }

  // What only the other one changed is taken over; what is left are one's own changes.
  rebase(saved: V): void {
    this.values = merged(this.#initial, $state.snapshot(this.values) as V, saved);
    this.#initial = saved;
  }

  async send(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.errors = {};
    this.problem = undefined;
    this.conflict = false;
    try {
      const sent = $state.snapshot(this.values) as V;
      await this.#options.submit(sent, changedFields(this.#initial, sent));
      this.#initial = $state.snapshot(this.values) as V;
      this.restored = false;
      this.keepDraft();
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  get #place(): string {
    return `draft:${this.#options.draft}`;
  }

  #restore(): void {
    const kept = this.#options.draft ? sessionStorage.getItem(this.#place) : null;
    if (!kept) return;
    const { initial, values } = JSON.parse(kept) as Partial<Draft<V>>;
    if (!initial || !values) return; // of a client of before
    this.contested = contested(initial, values, this.#initial).length > 0;
    this.values = merged(initial, values, this.#initial);
    this.restored = this.dirty;
  }

  #leave(): boolean {
    const leaves = confirm(t('leave-unsaved'));
    if (leaves && this.#options.draft) sessionStorage.removeItem(this.#place);
    return leaves;
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
    if (!all && !(this.conflict && this.settlesConflicts)) this.problem = error;
  }
}
