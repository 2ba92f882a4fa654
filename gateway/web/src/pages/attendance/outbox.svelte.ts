import type { Mark } from './marks';

// One record to be made, corrected or, without a mark, withdrawn. `etag`: the version that was seen, of one that is there.
export interface Change {
  key: string;
  session: string;
  participant: string;
  mark: Mark | '';
  minutes: number;
  etag: string;
}

// What goes in one request. It keeps its id until it is answered: however often it is sent,
// it is done once.
export interface Batch {
  id: string;
  changes: Change[];
}

const SETTLE = 800; // ms from a change until it is sent, so that several go together
const AT_ONCE = 500;
const FIRST_WAIT = 2_000; // ms until the next try without an answer
const LAST_WAIT = 30_000;

// What waits to be recorded. It is kept in this tab's storage, which a sign-out empties: a
// dropped connection or a reload loses nothing.
export class Outbox {
  size = $state(0);
  away = $state(false);
  sending = $state(false);
  #waiting = new Map<string, Change>();
  #sent: Batch | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT;
  #place: string;
  #deliver: (batch: Batch) => Promise<void>;

  constructor(place: string, deliver: (batch: Batch) => Promise<void>) {
    this.#place = place;
    this.#deliver = deliver;
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}') as { sent?: Batch; waiting?: Change[] };
    this.#sent = kept.sent;
    for (const change of kept.waiting ?? []) this.#waiting.set(change.key, change);
    this.#count();
    addEventListener('online', () => this.#soon(0));
    addEventListener('offline', () => (this.away = this.size > 0));
  }

  // All that is not answered yet, the latest of each.
  changes(): Change[] {
    return [...(this.#sent?.changes ?? []), ...this.#waiting.values()];
  }

  isSent(key: string): boolean {
    return this.#sent?.changes.some((change) => change.key === key) ?? false;
  }

  put(change: Change): void {
    this.#waiting.set(change.key, change);
    this.#keep();
    this.#soon(SETTLE);
  }

  // Whether it was still waiting, and is taken out.
  drop(key: string): boolean {
    const waited = this.#waiting.delete(key);
    this.#keep();
    return waited;
  }

  // Another version has become the one that is corrected.
  seen(key: string, etag: string): void {
    const change = this.#waiting.get(key);
    if (change) change.etag = etag;
  }

  begin(): void {
    if (this.size > 0) this.#soon(0);
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), wait);
  }

  async #send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.size > 0) {
        if (!navigator.onLine) {
          this.away = true; // `online` begins anew
          return;
        }
        this.#sent ??= this.#take();
        this.#keep();
        await this.#deliver(this.#sent);
        this.#sent = undefined;
        this.#wait = FIRST_WAIT;
        this.away = false;
        this.#keep();
      }
    } catch {
      // A refusal is an answer, and `deliver` has told it; there was none.
      this.away = true;
      this.#soon(this.#wait);
      this.#wait = Math.min(LAST_WAIT, this.#wait * 2);
    } finally {
      this.sending = false;
    }
  }

  #take(): Batch {
    const changes = [...this.#waiting.values()].slice(0, AT_ONCE);
    for (const { key } of changes) this.#waiting.delete(key);
    return { id: crypto.randomUUID(), changes };
  }

  #keep(): void {
    this.#count();
    if (this.size === 0) sessionStorage.removeItem(this.#place);
    else sessionStorage.setItem(this.#place, JSON.stringify({ sent: this.#sent, waiting: [...this.#waiting.values()] }));
  }

  #count(): void {
    this.size = this.#waiting.size + (this.#sent?.changes.length ?? 0);
  }
}
