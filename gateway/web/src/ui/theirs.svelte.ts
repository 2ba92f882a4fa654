import { differencesOf } from './changes';
import type { Form } from './form.svelte';

// What somebody else saved in between: read when a form is refused for its etag, for the
// choice between the two versions (`ConflictDialog`). What only they changed the form takes over.
export class Theirs<Saved extends { etag?: string }, V extends Record<string, unknown>> {
  now = $state.raw<Saved | undefined>(undefined);
  // The version that the next sending changes, and its etag.
  saved: Saved | undefined;
  etag: string;
  #form: Form<V>;
  #read: () => Promise<Saved>;
  #valuesOf: (saved: Saved) => V;

  constructor(form: Form<V>, before: Saved | undefined, read: () => Promise<Saved>, valuesOf: (saved: Saved) => V) {
    this.saved = before;
    this.etag = before?.etag ?? '';
    this.#form = form;
    this.#read = read;
    this.#valuesOf = valuesOf;
    if (!before) return;
    form.settlesConflicts = true;
    form.conflict = form.contested;
    $effect(() => {
      if (form.conflict) void this.#readAgain();
    });
  }

  // Whether there is a choice to be made.
  get open(): boolean {
    return this.#form.conflict && this.now !== undefined;
  }

  // Every field of the form that differs, by the labels that they have there.
  differences(labels: Record<keyof V & string, string>, shown?: (values: V) => Record<string, string>): ReturnType<typeof differencesOf> {
    return this.now ? differencesOf(labels, this.#form.values, this.#valuesOf(this.now), shown) : [];
  }

  // Mine is sent over the version that has been looked at.
  keepMine(): Promise<boolean> {
    this.now = undefined;
    return this.#form.send();
  }

  take(): Saved {
    const taken = this.now!;
    this.now = undefined;
    this.#form.reset(this.#valuesOf(taken));
    return taken;
  }

  goOn(): void {
    this.now = undefined;
    this.#form.conflict = false;
  }

  async #readAgain(): Promise<void> {
    try {
      const now = await this.#read();
      this.saved = now;
      this.etag = now.etag ?? '';
      this.#form.rebase(this.#valuesOf(now));
      this.now = now;
    } catch (error) {
      this.#form.conflict = false;
      this.#form.problem = error;
    }
  }
}
