import type { Schemas } from '../../api/client';

// What is kept of an outcome event: ids, codes and dates, no name.
export interface Outcome {
  id: string;
  type: string; // `career.promoted`
  recorded: string;
  day: string; // since when it holds
  person: string; // an id
  records: string[]; // resource names, to be said by their titles
  number: string; // of a credential
  command: boolean; // of a rung or a post of command
  corrects: boolean; // an earlier career event
}

type Event = Schemas['events.v1.Event'];

export function outcomeOf(event: Event): Outcome {
  const { participantGraduated: graduated, credentialChanged: credential, careerEventRecorded: career } = event;
  const name = (kind: string, id: string | undefined) => (id ? [`organizations/${event.organizationId}/${kind}/${id}`] : []);
  return {
    id: event.id ?? '',
    type: event.type ?? '',
    recorded: event.recordedTime ?? '',
    day: graduated?.graduatedOn ?? career?.effectiveOn ?? credential?.revokedOn ?? credential?.issuedOn ?? '',
    person: graduated?.participantId ?? career?.participantId ?? credential?.participantId ?? '',
    records: [
      ...name('courses', graduated?.courseId),
      ...name('cohorts', graduated?.cohortId),
      ...name('rungs', career?.rungId),
      ...name('posts', career?.postId),
      ...name('units', career?.unitId),
    ],
    number: credential?.number ?? '',
    command: career?.commandRung === true || career?.commandPost === true,
    corrects: !!career?.supersedesId,
  };
}

// What can be asked for, and the types of events that it is.
export const KINDS = {
  usual: ['participant.graduated', 'career.promoted'],
  graduations: ['participant.graduated'],
  promotions: ['career.promoted'],
  posts: ['career.appointed', 'career.acting_appointed'],
  credentials: ['credential.*'],
  all: [],
} satisfies Record<string, string[]>;
export type Kind = keyof typeof KINDS;

// Which outcomes, as it stands in the address; ids.
export interface Filter {
  kind: Kind;
  programme: string;
  unit: string;
}

export function filterOf(query: URLSearchParams): Filter {
  const kind = query.get('type') ?? '';
  return {
    kind: Object.hasOwn(KINDS, kind) ? (kind as Kind) : 'usual',
    programme: query.get('programme') ?? '',
    unit: query.get('unit') ?? '',
  };
}

export function watchQuery(organization: string, { kind, programme, unit }: Filter) {
  return {
    ...(KINDS[kind].length > 0 && { types: KINDS[kind] }),
    ...(programme && { programme: `organizations/${organization}/programmes/${programme}` }),
    ...(unit && { unit: `organizations/${organization}/units/${unit}` }),
  };
}
