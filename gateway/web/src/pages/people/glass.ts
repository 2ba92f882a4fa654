import { answer, api, idOf, type Schemas } from '../../api/client';
import type { Participant } from './person';

// Whose record this tab has opened, and until when: an opening is told once, to who made it.
export type Opening = Schemas['participants.v1.Opening'];

const key = (person: Participant) => `opening:${person.name}`;

export function openingOf(person: Participant): Opening | undefined {
  const kept: Opening | null = JSON.parse(sessionStorage.getItem(key(person)) ?? 'null');
  return kept && new Date(kept.expireTime!) > new Date() ? kept : undefined;
}

export async function open(organization: string, person: Participant, reason: string, caseNumber: string): Promise<void> {
  const path = { organization, participant: idOf(person.name) };
  const call = api.POST('/v1/organizations/{organization}/participants/{participant}:breakGlass', { params: { path }, body: { reason, caseNumber } });
  sessionStorage.setItem(key(person), JSON.stringify(await answer(call)));
}

export async function close(organization: string, person: Participant, opening: Opening): Promise<void> {
  const path = { organization, participant: idOf(person.name), opening: idOf(opening.name) };
  await answer(api.POST('/v1/organizations/{organization}/participants/{participant}/openings/{opening}:close', { params: { path }, body: {} }));
  sessionStorage.removeItem(key(person));
}
