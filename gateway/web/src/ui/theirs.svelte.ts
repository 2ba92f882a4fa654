// What somebody else saved in between: read when a form is refused for its etag, for the
// choice between the two versions (`ConflictDialog`).
interface Refusable {
  conflict: boolean;
  problem: unknown;
}

export class Theirs<Saved extends { etag?: string }> {
  now = $state.raw<Saved | undefined>(undefined);
  // Of the version that the next sending changes.
  etag: string;
  #form: Refusable;

  constructor(form: Refusable, before: Saved | undefined, read: () => Promise<Saved>) {
    this.#form = form;
    this.etag = before?.etag ?? '';
    $effect(() => {
      if (form.conflict && before) void this.#read(read);
    });
  }

  // Hands it out, and has done with it.
  take(): Saved | undefined {
    const { now } = this;
    this.now = undefined;
    return now;
  }

  async #read(read: () => Promise<Saved>): Promise<void> {
    try {
      this.now = await read();
      this.etag = this.now.etag ?? '';
    } catch (error) {
      this.#form.conflict = false;
      this.#form.problem = error;
    }
  }
}
