import { answer, api } from '../../api/client';
import { messagesOf } from '../../api/events';
import { ApiError } from '../../api/problem';
import { MOST, beginning, keep, recall, received, type Memory } from './memory';
import { outcomeOf, watchQuery, type Filter } from './outcome';
import { SILENCE, openStream } from './stream';

// Where the stream is now: its first message says it.
async function begin(organization: string, filter: Filter): Promise<Memory> {
  const ending = new AbortController();
  const body = await openStream(organization, filter, '', ending.signal);
  for await (const messages of messagesOf(body, SILENCE)) {
    ending.abort();
    return { ...beginning(), token: messages.findLast(({ id }) => id)?.id ?? '' };
  }
  return beginning();
}

async function next(organization: string, filter: Filter, memory: Memory): Promise<Memory> {
  const query = { ...watchQuery(organization, filter), pageSize: MOST, pageToken: memory.token };
  const page = await answer(api.GET('/v1/organizations/{organization}/outcomes', { params: { path: { organization }, query } }));
  return received(memory, (page.events ?? []).map(outcomeOf), page.nextPageToken || memory.token);
}

// What came since this tab looked last, a page of it, without following: the list of live
// outcomes goes on from there. The first time it begins from now on.
export async function glance(organization: string, filter: Filter, key: string): Promise<Memory> {
  const kept = recall(key);
  const memory = await (kept.token ? next(organization, filter, kept) : begin(organization, filter)).catch((error: unknown) => {
    // Where it was cannot be found any more.
    if (error instanceof ApiError && error.status === 400 && kept.token) return begin(organization, filter);
    throw error;
  });
  keep(key, memory);
  return memory;
}
