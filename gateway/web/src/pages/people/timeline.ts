import type { Schemas } from '../../api/client';
import { assessments, cohorts, courses, posts, rungs, units } from '../../api/names.svelte';
import { number, partialDate } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import { standing, type CareerEvent } from './career';
import type { History } from './history';
import type { Participant } from './person';

export const KINDS = ['service', 'training', 'result', 'credential', 'mentoring', 'career'] as const;
export type Kind = (typeof KINDS)[number];
type Report = History['reports'][number];

// One thing that happened, on a day.
export interface Entry {
  key: string;
  day: string;
  kind: Kind;
  title: string;
  detail: string;
}

const word = (text: string | undefined, prefix: string) => (text ?? '').replace(prefix, '').toLowerCase().replaceAll('_', '-');
export const enrolmentText = (state: string | undefined): string => t(`people-enrolment-${word(state, 'ENROLMENT_STATE_')}`);
export const careerText = (type: string | undefined): string => t(`people-career-${word(type, 'CAREER_EVENT_TYPE_')}`);

export const cohortText = (name: string | undefined): string => cohorts.get(name)?.title || cohorts.get(name)?.externalId || '…';
export const courseText = (cohort: string | undefined): string => courses.get(cohorts.get(cohort)?.course)?.title ?? cohortText(cohort);
export const assessmentText = (name: string | undefined): string => assessments.get(name)?.title || assessments.get(name)?.externalId || '…';
export const rungText = (name: string | undefined): string => (name ? (rungs.get(name)?.title ?? '…') : '');
export const postText = (name: string | undefined): string => (name ? (posts.get(name)?.title ?? '…') : '');
export const unitText = (name: string | undefined): string => (name ? (units.get(name)?.displayName ?? '…') : '');

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

// How much was attended, and how much more may be missed while that still counts.
export function attendanceText({ sessions = 0, attended = 0, missed = 0, excused = 0, mayMiss, standing: now }: Report): string {
  const so = t('people-attendance', { attended: number(attended), missed: number(missed), excused: number(excused), sessions: number(sessions) });
  if (mayMiss === undefined || now === 'STANDING_CLOSED') return so;
  return `${so}\n${mayMiss < 0 ? t('people-may-miss-over', { count: -mayMiss }) : t('people-may-miss', { count: mayMiss })}`;
}

function ofEnrolment(enrolment: Schemas['courses.v1.Enrolment'], report: Report | undefined): Entry[] {
  const { name, cohort, state, stateOn, enrolledOn, exitReason } = enrolment;
  const attended = report?.sessions ? `\n${attendanceText(report)}` : '';
  const begun: Entry = { key: `${name} begun`, day: enrolledOn ?? '', kind: 'training', title: t('people-enrolled', { course: courseText(cohort) }), detail: cohortText(cohort) };
  if (!stateOn || stateOn === enrolledOn) return [{ ...begun, detail: joined(begun.detail, enrolmentText(state)) + attended }];
  const reason = state === 'ENROLMENT_STATE_GRADUATED' ? '' : exitReason;
  return [begun, { key: `${name} now`, day: stateOn, kind: 'training', title: `${enrolmentText(state)}: ${courseText(cohort)}`, detail: joined(cohortText(cohort), reason) + attended }];
}

export const scoreText = ({ assessment, score, passed }: Schemas['courses.v1.Result']): string => {
  if (score === undefined || score === null) return t('people-not-submitted');
  const most = assessments.get(assessment)?.maxScore;
  return joined(most ? t('people-score', { score: number(score), most: number(most) }) : number(score), assessments.get(assessment)?.passScore ? t(passed ? 'people-passed' : 'people-failed') : '');
};

const resultText = (result: Schemas['courses.v1.Result']): string => `${assessmentText(result.assessment)}: ${scoreText(result)}`;

// Those of one day stand together.
function ofResults(results: readonly Schemas['courses.v1.Result'][]): Entry[] {
  const days = new Map<string, Schemas['courses.v1.Result'][]>();
  for (const result of results) days.set(result.assessedOn ?? '', [...(days.get(result.assessedOn ?? '') ?? []), result]);
  return [...days].map(([day, list]) => ({
    key: `results ${day}`,
    day,
    kind: 'result',
    title: list.length === 1 ? resultText(list[0]!) : t('people-results', { count: list.length }),
    detail: list.length === 1 ? '' : list.map(resultText).join('\n'),
  }));
}

function ofCredential({ name, title, number: no, issuedOn, validUntil, revokedOn, revocationReason }: Schemas['courses.v1.Credential']): Entry[] {
  const valid = validUntil && t('people-valid-until', { day: partialDate(validUntil) });
  const issued: Entry = { key: `${name} issued`, day: issuedOn ?? '', kind: 'credential', title: t('people-credential', { title: title ?? '' }), detail: joined(no, valid) };
  if (!revokedOn) return [issued];
  return [issued, { key: `${name} revoked`, day: revokedOn, kind: 'credential', title: t('people-credential-revoked', { title: title ?? '' }), detail: joined(no, revocationReason) }];
}

const ofCareer = (event: CareerEvent): Entry => ({
  key: event.name!,
  day: event.effectiveOn,
  kind: 'career',
  title: [careerText(event.type), [rungText(event.rung), postText(event.post)].filter(Boolean).join(', ')].filter(Boolean).join(': '),
  detail: joined(unitText(event.unit), event.orderReference && t('people-order-number', { number: event.orderReference })),
});

function ofMentorship({ name, startedOn, endedOn, state }: Schemas['progression.v1.Mentorship']): Entry[] {
  const ended = t(`people-mentorship-${word(state, 'MENTORSHIP_STATE_')}`);
  return [
    ...(startedOn ? [{ key: `${name} begun`, day: startedOn, kind: 'mentoring' as const, title: t('people-mentored'), detail: endedOn ? '' : ended }] : []),
    ...(endedOn ? [{ key: `${name} ended`, day: endedOn, kind: 'mentoring' as const, title: t('people-mentored-until'), detail: ended }] : []),
  ];
}

// All that happened, the last first; of one day, what follows from what stands above it.
export function entriesOf(person: Participant, history: History): Entry[] {
  const entries: Entry[] = [
    ...(person.joinedOn ? [{ key: 'joined', day: person.joinedOn, kind: 'service' as const, title: t('people-joined'), detail: '' }] : []),
    ...history.enrolments.flatMap((enrolment) => ofEnrolment(enrolment, history.reports.find((report) => report.enrolment === enrolment.name))),
    ...ofResults(history.results),
    ...history.credentials.flatMap(ofCredential),
    ...history.mentorships.flatMap(ofMentorship),
    ...standing(history.events).map(ofCareer),
  ];
  return entries.sort((one, other) => other.day.localeCompare(one.day) || KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind));
}
