import { allOf } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { filterOf } from '../../api/filter';
import { assessments, cohorts, courses, posts, rungs, units } from '../../api/names.svelte';
import { session } from '../../app/session.svelte';

// What is recorded of one person, beside the record itself: as far as the reader may see it.
export interface History {
  enrolments: Schemas['courses.v1.Enrolment'][];
  reports: Schemas['courses.v1.ProgressReport'][];
  results: Schemas['courses.v1.Result'][];
  credentials: Schemas['courses.v1.Credential'][];
  events: Schemas['progression.v1.CareerEvent'][];
  mentorships: Schemas['progression.v1.Mentorship'][];
}

type Page = { nextPageToken?: string };
type Query = { filter: string; pageSize: number; pageToken: string };

// All of a list that are about the person.
async function about<P extends Page, Item>(person: string, field: string, get: (query: Query) => Promise<{ data?: P }>, items: (page: P) => Item[] | undefined): Promise<Item[]> {
  const filter = filterOf({ [field]: person });
  const found = await allOf(async (pageToken) => {
    const page = await answer(get({ filter, pageSize: 1000, pageToken }));
    return { items: items(page), next: page.nextPageToken };
  });
  return found.items;
}

async function training(organization: string, person: string) {
  if (!session.may('TRAINING_READ', organization)) return { enrolments: [], reports: [], results: [], credentials: [] };
  const path = { organization };
  const [enrolments, reports, results, credentials] = await Promise.all([
    about(person, 'participant', (query) => api.GET('/v1/organizations/{organization}/enrolments', { params: { path, query } }), (page) => page.enrolments),
    about(person, 'participant', (query) => api.GET('/v1/organizations/{organization}/progressReports', { params: { path, query } }), (page) => page.progressReports),
    about(person, 'participant', (query) => api.GET('/v1/organizations/{organization}/results', { params: { path, query } }), (page) => page.results),
    about(person, 'participant', (query) => api.GET('/v1/organizations/{organization}/credentials', { params: { path, query } }), (page) => page.credentials),
  ]);
  return { enrolments, reports, results, credentials };
}

async function career(organization: string, person: string) {
  if (!session.may('CAREER_READ', organization)) return [];
  const path = { organization };
  return about(person, 'participant', (query) => api.GET('/v1/organizations/{organization}/careerEvents', { params: { path, query } }), (page) => page.careerEvents);
}

async function mentoring(organization: string, person: string) {
  if (!session.may('MENTORING_READ', organization)) return [];
  const path = { organization };
  return about(person, 'mentee', (query) => api.GET('/v1/organizations/{organization}/mentorships', { params: { path, query } }), (page) => page.mentorships);
}

// With the names of all that it speaks of.
export async function readHistory(organization: string, person: string): Promise<History> {
  const [trained, events, mentorships] = await Promise.all([training(organization, person), career(organization, person), mentoring(organization, person)]);
  await Promise.all([
    cohorts
      .need(organization, trained.enrolments.map(({ cohort }) => cohort))
      .then(() => courses.need(organization, trained.enrolments.map(({ cohort }) => cohorts.get(cohort)?.course))),
    assessments.need(organization, trained.results.map(({ assessment }) => assessment)),
    rungs.need(organization, events.map(({ rung }) => rung)),
    posts.need(organization, events.map(({ post }) => post)),
    units.need(organization, events.map(({ unit }) => unit)),
  ]);
  return { ...trained, events, mentorships };
}
