import { answer, api, type Schemas } from '../../api/client';
import type { Selection } from './selection';

const MOST = 1000; // of a list to choose from: as many as a page holds

// What can be chosen: the courses of the programme, the cohorts of the course.
export class Choices {
  programmes = $state.raw<Schemas['courses.v1.Programme'][]>([]);
  courses = $state.raw<Schemas['courses.v1.Course'][]>([]);
  cohorts = $state.raw<Schemas['courses.v1.Cohort'][]>([]);
  units = $state.raw<Schemas['participants.v1.Unit'][]>([]);

  async load(organization: string): Promise<void> {
    const params = { path: { organization }, query: { pageSize: MOST } };
    const [programmes, units] = await Promise.all([
      answer(api.GET('/v1/organizations/{organization}/programmes', { params })),
      answer(api.GET('/v1/organizations/{organization}/units', { params })),
    ]);
    this.programmes = programmes.programmes ?? [];
    this.units = units.units ?? [];
  }

  async narrow(organization: string, { programme, course }: Pick<Selection, 'programme' | 'course'>): Promise<void> {
    const path = { organization };
    const of = `organizations/${organization}`;
    const [courses, cohorts] = await Promise.all([
      answer(
        api.GET('/v1/organizations/{organization}/courses', {
          params: { path, query: { pageSize: MOST, ...(programme && { filter: `programme = ${of}/programmes/${programme}` }) } },
        }),
      ),
      answer(
        api.GET('/v1/organizations/{organization}/cohorts', {
          params: { path, query: { pageSize: MOST, ...(course && { filter: `course = ${of}/courses/${course}` }) } },
        }),
      ),
    ]);
    this.courses = courses.courses ?? [];
    const chosen = new Set(this.courses.map(({ name }) => name));
    // The API narrows cohorts by one course alone.
    this.cohorts = (cohorts.cohorts ?? []).filter((cohort) => !programme || chosen.has(cohort.course));
  }
}
