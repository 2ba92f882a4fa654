import type { Schemas } from '../../api/client';
import { messagesOf, type Message } from '../../api/events';
import { ApiError } from '../../api/problem';
import { latest } from './latest';
import { beginning, keep, recall, received, resumed, type Memory } from './memory';
import { outcomeOf, type Filter, type Outcome } from './outcome';
import { SILENCE, openStream } from './stream';

const LONGEST_WAIT = 30_000;

// What may pass by itself: the gateway, the stream server or the network is away.
const passes = (error: unknown): boolean => !(error instanceof ApiError) || error.status === 429 || error.status >= 500;

// Waits for a while, or until the network is back.
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

// The outcomes as they come. A connection that ends is opened again where it was.
export class Feed {
  memory = $state.raw<Memory>(beginning());
  phase = $state<'connecting' | 'live' | 'again' | 'ended'>('connecting');
  error = $state.raw<unknown>(undefined);
  // Where it was could not be found again, and it has begun anew.
  lost = $state(false);
  #key = '';
  #onarrive: (came: Outcome[]) => void;

  constructor(onarrive: (came: Outcome[]) => void) {
    this.#onarrive = onarrive;
  }

  // Follows until the signal. `key`: where it is kept in this tab.
  async follow(organization: string, filter: Filter, key: string, signal: AbortSignal): Promise<void> {
    this.#key = key;
    this.memory = recall(key);
    this.phase = 'connecting';
    this.error = undefined;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        if (!this.memory.token) this.#set({ ...(await latest(organization, filter, signal)), paused: this.memory.paused });
        const body = await openStream(organization, filter, this.memory.token, signal);
        // The first message comes at once, and says where the stream is.
        for await (const messages of messagesOf(body, SILENCE)) {
          if (signal.aborted) return;
          failures = 0;
          this.#take(messages);
          this.phase = 'live';
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!passes(error) && !this.#beginAnew(error)) return;
      }
      this.phase = 'again';
      await wait(Math.min(LONGEST_WAIT, 500 * 2 ** failures * (0.5 + Math.random())), signal);
    }
  }

  pause(): void {
    this.#set({ ...this.memory, paused: true });
  }

  resume(): void {
    this.#set(resumed(this.memory));
  }

  #set(memory: Memory): void {
    this.memory = memory;
    keep(this.#key, memory);
  }

  #take(messages: Message[]): void {
    const came = messages.filter(({ data }) => data).map(({ data }) => outcomeOf(JSON.parse(data) as Schemas['events.v1.Event']));
    const token = messages.findLast(({ id }) => id)?.id ?? this.memory.token;
    this.#set(received(this.memory, came, token));
    if (came.length > 0) this.#onarrive(came);
  }

  // A token that is not taken any more is given up; any other refusal ends it.
  #beginAnew(error: unknown): boolean {
    const refused = error instanceof ApiError && error.status === 400 && this.memory.token !== '';
    if (!refused) {
      this.error = error;
      this.phase = 'ended';
      return false;
    }
    this.lost = true;
    this.#set({ ...beginning(), paused: this.memory.paused });
    return true;
  }
}
