import { all, parts } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { t } from '../../i18n/texts.svelte';

// What the pages of a cohort read.
export type Cohort = Schemas['courses.v1.Cohort'];
export type Course = Schemas['courses.v1.Course'];
export type Enrolment = Schemas['courses.v1.Enrolment'];
export type Person = Schemas['participants.v1.Participant'];
export type Report = Schemas['courses.v1.ProgressReport'];
export type Session = Schemas['courses.v1.Session'];

const MOST = 1000; // of a page
const NAMES = 50; // that one address has room for

export const readCohort = (organization: string, cohort: string): Promise<Cohort> =>
  answer(api.GET('/v1/organizations/{organization}/cohorts/{cohort}', { params: { path: { organization, cohort } } }));

export const readCourse = (organization: string, course: string): Promise<Course> =>
  answer(api.GET('/v1/organizations/{organization}/courses/{course}', { params: { path: { organization, course } } }));

export const enrolmentsOf = (organization: string, cohort: string): Promise<Enrolment[]> =>
  all(async (pageToken) => {
    const query = { filter: `cohort = ${cohort}`, pageSize: MOST, pageToken };
    const page = await answer(api.GET('/v1/organizations/{organization}/enrolments', { params: { path: { organization }, query } }));
    return { items: page.enrolments, next: page.nextPageToken };
  });

export const reportsOf = (organization: string, cohort: string): Promise<Report[]> =>
  all(async (pageToken) => {
    const query = { filter: `cohort = ${cohort}`, pageSize: MOST, pageToken };
    const page = await answer(api.GET('/v1/organizations/{organization}/progressReports', { params: { path: { organization }, query } }));
    return { items: page.progressReports, next: page.nextPageToken };
  });

// Of a cohort: those without a time too, in the order in which they are held.
export async function sessionsOf(organization: string, cohort: string): Promise<Session[]> {
  const sessions = await all(async (pageToken) => {
    const query = { filter: `cohort = ${cohort}`, pageSize: MOST, pageToken };
    const page = await answer(api.GET('/v1/organizations/{organization}/sessions', { params: { path: { organization }, query } }));
    return { items: page.sessions, next: page.nextPageToken };
  });
  return sessions.sort((one, other) => (one.startTime ?? '9').localeCompare(other.startTime ?? '9'));
}

// The persons of these names, by their names.
export async function peopleNamed(organization: string, names: Iterable<string | undefined>): Promise<Map<string, Person>> {
  const asked = [...new Set(names)].filter((name): name is string => !!name);
  const answers = await Promise.all(
    parts(asked, NAMES).map((some) =>
      answer(api.GET('/v1/organizations/{organization}/participants:batchGet', { params: { path: { organization }, query: { names: some } } })),
    ),
  );
  return new Map(answers.flatMap(({ participants }) => participants ?? []).map((person) => [person.name!, person]));
}

// The cohorts of these names, by their names.
export async function cohortsNamed(organization: string, names: Iterable<string>): Promise<Map<string, Cohort>> {
  const answers = await Promise.all(
    parts([...new Set(names)], NAMES).map((some) =>
      answer(api.GET('/v1/organizations/{organization}/cohorts:batchGet', { params: { path: { organization }, query: { names: some } } })),
    ),
  );
  return new Map(answers.flatMap(({ cohorts }) => cohorts ?? []).map((cohort) => [cohort.name!, cohort]));
}

// Whose name the caller may not see is known by the number.
export const personText = (person: Person | undefined): string => person?.displayName || person?.externalId || t('cohorts-name-hidden');
export const cohortText = (cohort: Cohort | undefined): string => cohort?.title || cohort?.externalId || t('cohorts-without-title');
