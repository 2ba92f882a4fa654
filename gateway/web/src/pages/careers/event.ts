import { allOf } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { rungs } from '../../api/names.svelte';
import type { Participant } from '../people/person';

export type CareerEvent = Schemas['progression.v1.CareerEvent'];
export type Post = Pick<Schemas['progression.v1.Post'], 'name' | 'title' | 'unit'>;
export type Rung = Schemas['progression.v1.Rung'];
type Unit = Pick<Schemas['participants.v1.Unit'], 'name' | 'displayName'>;

export const TYPES = ['UNSPECIFIED', 'PROMOTION', 'APPOINTMENT', 'ACTING_APPOINTMENT', 'HIRE', 'TRANSFER', 'SECONDMENT', 'DEMOTION', 'SUSPENSION', 'SEPARATION'] as const;

// What a correction can be besides: that nothing happened.
export const VOIDED = 'CAREER_EVENT_TYPE_VOIDED';

// What the form holds.
export interface EventValues extends Record<string, unknown> {
  participant: Participant | undefined;
  type: string;
  rung: string;
  post: Post | undefined;
  unit: Unit | undefined;
  effectiveOn: string;
  orderReference: string;
}

export function bodyOf(values: EventValues, corrects: CareerEvent | undefined): CareerEvent {
  const said = {
    participant: values.participant?.name ?? '',
    type: values.type as NonNullable<CareerEvent['type']>,
    orderReference: values.orderReference,
    supersedes: corrects?.name ?? '',
  };
  if (corrects && values.type === VOIDED) return { ...said, effectiveOn: corrects.effectiveOn };
  return { ...said, rung: values.rung, post: values.post?.name ?? '', unit: values.unit?.name ?? '', effectiveOn: values.effectiveOn };
}

// All rungs there are, with their names known from then on.
export async function readRungs(organization: string): Promise<Rung[]> {
  const path = { organization };
  const { items } = await allOf(async (pageToken) => {
    const page = await answer(api.GET('/v1/organizations/{organization}/rungs', { params: { path, query: { pageSize: 1000, pageToken } } }));
    return { items: page.rungs, next: page.nextPageToken };
  });
  rungs.keep(items);
  return items;
}
