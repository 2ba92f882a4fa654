import { SvelteMap } from 'svelte/reactivity';
import { answer, api, type Schemas } from './client';
import { isAborted } from './problem';
import { pageSignal } from './send';

// What other records are called. Records name each other by resource names; those that a
// page shows are read together, once: the next page reads them again, as they may have been
// renamed, and shows them by the old names until it has.
type Named = { name?: string };

const AT_ONCE = 50; // names in an address

export class Names<Item extends Named> {
  #known = new SvelteMap<string, Item>();
  #asked = new Map<string, Promise<void>>(); // until they are read
  #page: AbortSignal | undefined; // that asked
  #load: (organization: string, names: string[]) => Promise<Item[]>;

  constructor(load: (organization: string, names: string[]) => Promise<Item[]>) {
    this.#load = load;
  }

  get(name: string | undefined): Item | undefined {
    return this.#known.get(name ?? '');
  }

  keep(items: readonly Item[]): void {
    for (const item of items) this.#known.set(item.name!, item);
  }

  // Has those of these names read, and waits for those that others have asked for. One that
  // cannot be read stays without: a page is not refused for it.
  async need(organization: string, names: Iterable<string | undefined>): Promise<void> {
    if (this.#page !== pageSignal()) this.#asked.clear();
    this.#page = pageSignal();
    const wanted = [...new Set(names)].filter((name): name is string => !!name);
    const missing = wanted.filter((name) => !this.#asked.has(name));
    let before = Promise.resolve();
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      before = before.then(() => this.#read(organization, some));
      for (const name of some) this.#asked.set(name, before);
    }
    await Promise.all(wanted.map((name) => this.#asked.get(name)));
  }

  async #read(organization: string, names: string[]): Promise<void> {
    try {
      this.keep(await this.#load(organization, names));
    } catch (error) {
      // Asked for again by the next page.
      for (const name of names) this.#asked.delete(name);
      if (isAborted(error)) throw error;
    }
  }
}

const query = (names: string[]) => ({ names });

export const units = new Names<Schemas['participants.v1.Unit']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/units:batchGet', { params }))).units ?? [];
});

export const people = new Names<Schemas['participants.v1.Participant']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/participants:batchGet', { params }))).participants ?? [];
});

export const posts = new Names<Schemas['progression.v1.Post']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/posts:batchGet', { params }))).posts ?? [];
});

export const rungs = new Names<Schemas['progression.v1.Rung']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/rungs:batchGet', { params }))).rungs ?? [];
});

export const cohorts = new Names<Schemas['courses.v1.Cohort']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/cohorts:batchGet', { params }))).cohorts ?? [];
});

export const courses = new Names<Schemas['courses.v1.Course']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/courses:batchGet', { params }))).courses ?? [];
});

export const assessments = new Names<Schemas['courses.v1.Assessment']>(async (organization, names) => {
  const params = { path: { organization }, query: query(names) };
  return (await answer(api.GET('/v1/organizations/{organization}/assessments:batchGet', { params }))).assessments ?? [];
});
