import { idOf } from '../../api/client';
import { dayAndTime } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import { personText, type Enrolment, type Person, type Session } from '../cohorts/records';
import { enrolmentText, short } from '../cohorts/states';
import { personHref } from '../people/link';

// A line of the grid: somebody who takes or took part.
export interface Row {
  participant: string;
  name: string;
  number: string;
  href: string | undefined; // of the person's page, for those who may see people
  here: boolean; // takes part now: counted by “rest present”
  state: string;
}

const HERE = ['ACTIVE', 'COMPLETED', 'GRADUATED'];

export function rowsOf(organization: string, enrolments: readonly Enrolment[], people: ReadonlyMap<string, Person>): Row[] {
  const rows = new Map<string, Row>();
  for (const { participant, state, everActive } of enrolments) {
    if (!everActive || short(state) === 'VOIDED') continue;
    const here = HERE.includes(short(state));
    if (rows.get(participant!)?.here) continue; // enrolled anew after an end
    const person = people.get(participant!);
    rows.set(participant!, {
      participant: participant!,
      name: personText(person),
      number: person?.externalId ?? '',
      href: personHref(organization, idOf(participant)),
      here,
      state: here ? '' : enrolmentText(state),
    });
  }
  return [...rows.values()].sort((one, other) => one.name.localeCompare(other.name));
}

export const whenText = (session: Session): string => dayAndTime(session.startTime) || t('attendance-no-time');
export const sessionText = (session: Session): string => [whenText(session), session.topic].filter(Boolean).join(' · ');

// The one that is held, or was held last; else the first.
export function nearest(sessions: readonly Session[], now: string): number {
  const held = sessions.filter(({ startTime }) => startTime && startTime <= now).length;
  return Math.max(0, held - 1);
}
