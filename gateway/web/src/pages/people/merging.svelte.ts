import { answer, api, idOf } from '../../api/client';
import { filterOf } from '../../api/filter';
import type { Participant } from './person';

// How often it was done and taken back: what shows records of a person reads them again.
let times = $state(0);
export const merging = {
  get times() {
    return times;
  },
};

export async function merge(organization: string, duplicate: Participant, into: Participant): Promise<void> {
  const params = { path: { organization, participant: idOf(duplicate.name) } };
  const body = { into: into.name!, etag: duplicate.etag! };
  await answer(api.POST('/v1/organizations/{organization}/participants/{participant}:merge', { params, body }));
  times += 1;
}

export async function unmerge(organization: string, duplicate: Participant): Promise<void> {
  const params = { path: { organization, participant: idOf(duplicate.name) } };
  await answer(api.POST('/v1/organizations/{organization}/participants/{participant}:unmerge', { params, body: {} }));
  times += 1;
}

// The records that are merged into a person's: not more than one page of them.
export async function mergedRecords(organization: string, { name }: Participant): Promise<Participant[]> {
  const params = { path: { organization }, query: { filter: filterOf({ merged_into: name }), pageSize: 100 } };
  return (await answer(api.GET('/v1/organizations/{organization}/participants', { params }))).participants ?? [];
}
