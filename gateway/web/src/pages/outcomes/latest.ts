import { answer, api } from '../../api/client';
import { beginning, type Memory } from './memory';
import { outcomeOf, watchQuery, type Filter, type Outcome } from './outcome';

const FIRST = 20; // outcomes to begin with
// Pages may be short where many records of others lie between; then the list is short, too.
const PAGES = 4;

// The list as it begins: the last outcomes, and where the stream goes on after them.
export async function latest(organization: string, filter: Filter, signal?: AbortSignal): Promise<Memory> {
  const shown: Outcome[] = [];
  let token = '';
  let pageToken = '';
  for (let pages = 0; pages < PAGES; pages += 1) {
    const query = { ...watchQuery(organization, filter), pageSize: FIRST - shown.length, pageToken };
    const params = { path: { organization }, query };
    const page = await answer(api.GET('/v1/organizations/{organization}/outcomes:latest', { params, ...(signal && { signal }) }));
    shown.push(...(page.events ?? []).map(outcomeOf));
    token ||= page.resumeToken ?? '';
    pageToken = page.nextPageToken ?? '';
    if (!pageToken || shown.length >= FIRST) break;
  }
  return { ...beginning(), token, shown };
}
