import { isAborted } from '../api/problem';

interface Page<Item> {
  items: Item[];
  next: string; // the token of the next page; empty at the end
}

// A list that is read page by page (keyset: `pageToken`, `nextPageToken`).
export class Pages<Item> {
  items = $state.raw<Item[]>([]);
  loading = $state(false);
  started = $state(false);
  error = $state.raw<unknown>(undefined);
  #token = $state('');
  #load: (token: string) => Promise<Page<Item>>;
  #turn = 0;

  constructor(load: (token: string) => Promise<Page<Item>>) {
    this.#load = load;
  }

  get more(): boolean {
    return this.#token !== '';
  }

  get empty(): boolean {
    return this.started && !this.loading && !this.error && this.items.length === 0;
  }

  // From the first page, as after another filter. What is here stays until it comes.
  async restart(): Promise<void> {
    await this.#take('', []);
  }

  async next(): Promise<void> {
    if (!this.loading && this.more) await this.#take(this.#token, this.items);
  }

  async #take(token: string, before: Item[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    this.error = undefined;
    try {
      const page = await this.#load(token);
      if (turn !== this.#turn) return; // another filter since
      this.items = [...before, ...page.items];
      this.#token = page.next;
    } catch (error) {
      if (turn === this.#turn && !isAborted(error)) this.error = error;
    }
    if (turn === this.#turn) {
      this.loading = false;
      this.started = true;
    }
  }
}
