import { allOf } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import type { Selection } from './selection';

const PAGE = 1000; // as many as a page holds
const MOST_COURSES = 10; // whose cohorts are read one by one

type Cohort = Schemas['courses.v1.Cohort'];

// What can be chosen: the courses of the programme, the cohorts of the course.
export class Choices {
  programmes = $state.raw<Schemas['courses.v1.Programme'][]>([]);
  courses = $state.raw<Schemas['courses.v1.Course'][]>([]);
  cohorts = $state.raw<Cohort[]>([]);
  units = $state.raw<Schemas['participants.v1.Unit'][]>([]);
  // Whether there are more than could be read.
  cut = $derived.by(() => this.#loadedCut || this.#narrowedCut);
  #loadedCut = $state(false);
  #narrowedCut = $state(false);

  async load(organization: string): Promise<void> {
    const path = { organization };
    const [programmes, units] = await Promise.all([
      allOf(async (pageToken) => {
        const page = await answer(api.GET('/v1/organizations/{organization}/programmes', { params: { path, query: { pageSize: PAGE, pageToken } } }));
        return { items: page.programmes, next: page.nextPageToken };
      }),
      allOf(async (pageToken) => {
        const page = await answer(api.GET('/v1/organizations/{organization}/units', { params: { path, query: { pageSize: PAGE, pageToken } } }));
        return { items: page.units, next: page.nextPageToken };
      }),
    ]);
    this.programmes = programmes.items;
    this.units = units.items;
    this.#loadedCut = !programmes.whole || !units.whole;
  }

  async narrow(organization: string, { programme, course }: Pick<Selection, 'programme' | 'course'>): Promise<void> {
    const path = { organization };
    const of = `organizations/${organization}`;
    const courses = await allOf(async (pageToken) => {
      const query = { pageSize: PAGE, pageToken, ...(programme && { filter: `programme = ${of}/programmes/${programme}` }) };
      const page = await answer(api.GET('/v1/organizations/{organization}/courses', { params: { path, query } }));
      return { items: page.courses, next: page.nextPageToken };
    });
    const chosen = new Set(courses.items.map(({ name }) => name ?? ''));
    // The API narrows cohorts by one course alone.
    const each = course ? [`${of}/courses/${course}`] : programme && chosen.size <= MOST_COURSES ? [...chosen] : [''];
    const cohorts = await Promise.all(each.map((name) => this.#cohortsOf(organization, name)));
    this.courses = courses.items;
    this.cohorts = cohorts.flatMap(({ items }) => items).filter((cohort) => !programme || chosen.has(cohort.course ?? ''));
    this.#narrowedCut = !courses.whole || cohorts.some(({ whole }) => !whole);
  }

  // Those of a course, or of all.
  #cohortsOf(organization: string, course: string) {
    return allOf<Cohort>(async (pageToken) => {
      const query = { pageSize: PAGE, pageToken, ...(course && { filter: `course = ${course}` }) };
      const page = await answer(api.GET('/v1/organizations/{organization}/cohorts', { params: { path: { organization }, query } }));
      return { items: page.cohorts, next: page.nextPageToken };
    });
  }
}
