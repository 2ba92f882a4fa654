import { answer, api } from '../../api/client';
import { ApiError } from '../../api/problem';
import { latest } from './latest';
import { MOST, keep, recall, received, type Memory } from './memory';
import { outcomeOf, watchQuery, type Filter } from './outcome';

async function next(organization: string, filter: Filter, memory: Memory): Promise<Memory> {
  const query = { ...watchQuery(organization, filter), pageSize: MOST, pageToken: memory.token };
  const page = await answer(api.GET('/v1/organizations/{organization}/outcomes', { params: { path: { organization }, query } }));
  return received(memory, (page.events ?? []).map(outcomeOf), page.nextPageToken || memory.token);
}

// The last outcomes, and what came since this tab looked last, a page of it, without
// following: the list of live outcomes goes on from there.
export async function glance(organization: string, filter: Filter, key: string): Promise<Memory> {
  const kept = recall(key);
  const memory = await (kept.token ? next(organization, filter, kept) : latest(organization, filter)).catch((error: unknown) => {
    // Where it was cannot be found any more.
    if (error instanceof ApiError && error.status === 400 && kept.token) return latest(organization, filter);
    throw error;
  });
  keep(key, memory);
  return memory;
}
