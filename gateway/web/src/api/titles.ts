import { idOf } from './client';
import { cohorts, courses, people, posts, rungs, units } from './names.svelte';

// What records of several kinds are called, by their resource names.
type Named = { name?: string; title?: string; displayName?: string; externalId?: string };
interface Known {
  get: (name: string) => Named | undefined;
  need: (organization: string, names: string[]) => Promise<void>;
}

const KINDS: Record<string, Known> = { cohorts, courses, participants: people, posts, rungs, units };
const partOf = (name: string, at: number): string => name.split('/')[at] ?? '';

export const titleOf = (record: Named): string => record.title || record.displayName || record.externalId || idOf(record.name);

// Empty while it is not known.
export function titleIn(name: string | undefined): string {
  const record = name ? KINDS[partOf(name, 2)]?.get(name) : undefined;
  return record ? titleOf(record) : '';
}

// What stands for a record whose title is not known.
export const shortOf = (name: string | undefined): string => (name ? `…${idOf(name).slice(-6)}` : '—');

// Has the titles of these records read.
export async function needTitles(names: readonly (string | undefined)[]): Promise<void> {
  const wanted = names.filter((name): name is string => !!name);
  const reading = Object.entries(KINDS).map(([kind, known]) => {
    const own = wanted.filter((name) => partOf(name, 2) === kind);
    return own.length > 0 ? known.need(partOf(own[0]!, 1), own) : undefined;
  });
  await Promise.all(reading);
}
