import { answer, api, idOf } from './client';

// What records are called, by their resource names: each asked for once, many at a time.
type Named = { name?: string; title?: string; displayName?: string; externalId?: string };
type Read = (organization: string, names: string[]) => Promise<Named[] | undefined>;

const paramsOf = (organization: string, names: string[]) => ({ params: { path: { organization }, query: { names } } });

const READS: Record<string, Read> = {
  units: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/units:batchGet', paramsOf(...of)))).units,
  courses: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/courses:batchGet', paramsOf(...of)))).courses,
  cohorts: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/cohorts:batchGet', paramsOf(...of)))).cohorts,
  participants: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/participants:batchGet', paramsOf(...of)))).participants,
  rungs: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/rungs:batchGet', paramsOf(...of)))).rungs,
  posts: async (...of) => (await answer(api.GET('/v1/organizations/{organization}/posts:batchGet', paramsOf(...of)))).posts,
};

const MOST = 50; // names of a request, for the length of its address

export const titleOf = (record: Named): string => record.title || record.displayName || record.externalId || idOf(record.name);

export class Titles {
  #known = $state.raw<Record<string, string>>({});
  #asked = new Set<string>();

  // Empty while it is not known.
  of(name: string): string {
    return this.#known[name] ?? '';
  }

  // Reads what is not known yet. What cannot be read goes by the end of its id.
  async need(names: readonly string[]): Promise<void> {
    const missing = [...new Set(names)].filter((name) => !this.#asked.has(name));
    for (const name of missing) this.#asked.add(name);
    const byKind = new Map<string, string[]>();
    for (const name of missing) {
      const kind = name.split('/')[2] ?? '';
      byKind.set(kind, [...(byKind.get(kind) ?? []), name]);
    }
    await Promise.all([...byKind].flatMap(([kind, all]) => this.#parts(all).map((part) => this.#read(kind, part))));
  }

  #parts(names: string[]): string[][] {
    return Array.from({ length: Math.ceil(names.length / MOST) }, (_, at) => names.slice(at * MOST, (at + 1) * MOST));
  }

  async #read(kind: string, names: string[]): Promise<void> {
    const found = await READS[kind]?.(names[0]!.split('/')[1]!, names).catch(() => undefined);
    const titles = Object.fromEntries((found ?? []).map((record, at) => [names[at], titleOf(record)]));
    const fallback = Object.fromEntries(names.map((name) => [name, `…${idOf(name).slice(-6)}`]));
    this.#known = { ...this.#known, ...fallback, ...titles };
  }
}
