// Cohorts for the tests of the courses: made by a registrar, through the same API as the pages.
import { ORGANIZATION, URL_OF_SUITE, newPerson, PASSWORD } from './people.mjs';

export const PARENT = `organizations/${ORGANIZATION}`;

let signedIn;

// What a registrar asks for, one for all tests: a function of METHOD, PATH below the
// organization, BODY.
export function registrar() {
  signedIn ??= newRegistrar();
  return signedIn;
}

async function newRegistrar() {
  const { userName } = await newPerson('registrar');
  const headers = { 'Content-Type': 'application/json', Origin: URL_OF_SUITE };
  const session = await fetch(`${URL_OF_SUITE}/v1/sessions`, { method: 'POST', headers, body: JSON.stringify({ userName, password: PASSWORD }) });
  const cookie = session.headers.get('set-cookie').split(';')[0];
  return async (method, path, body) => {
    const answer = await fetch(`${URL_OF_SUITE}/v1/${PARENT}/${path}`, { method, headers: { ...headers, Cookie: cookie }, ...(body && { body: JSON.stringify(body) }) });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
    return told;
  };
}

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);

// People with numbers that no other test has.
export async function newPeople(ask, count) {
  const mark = crypto.randomUUID().slice(0, 8).toUpperCase();
  const requests = Array.from({ length: count }, (_, index) => ({
    parent: PARENT,
    participant: { displayName: `Trainee ${String(index + 1).padStart(3, '0')}`, externalId: `T-${mark}-${String(index + 1).padStart(3, '0')}` },
  }));
  const { participants } = await ask('POST', 'participants:batchCreate', { requests });
  return participants;
}

// A course that asks for 80 % attendance, and for an examination to be passed.
async function newCourse(ask, title, examination) {
  const completionRule = { minAttendancePercent: 80 };
  const course = await ask('POST', 'courses', { title, completionRule });
  if (!examination) return { course };
  const assessment = await ask('POST', 'assessments', { course: course.name, title: 'Final examination', kind: 'ASSESSMENT_KIND_FINAL', maxScore: 100, passScore: 60, weight: 1, attemptsAllowed: 2 });
  const asked = { ...completionRule, requiredAssessments: [{ assessment: assessment.name }] };
  await ask('PATCH', `courses/${idOf(course)}?updateMask=completionRule`, { completionRule: asked });
  return { course, assessment };
}

// A running cohort of it, with sessions, the last of them today.
export async function newCohort(ask, { title, people = [], sessions = 1, capacity = 0, examination = false } = {}) {
  const { course, assessment } = await newCourse(ask, `${title}: the course`, examination);
  const days = { startsOn: '2026-01-05', endsOn: '2099-12-31' };
  const cohort = await ask('POST', 'cohorts', { title, course: course.name, state: 'COHORT_STATE_RUNNING', ...(capacity && { capacity }), ...days });
  const HOUR = 3_600_000; // ms
  const start = (index) => new Date(Date.now() - index * 24 * HOUR);
  const held = Array.from({ length: sessions }, (_, index) => ({
    parent: PARENT,
    session: { cohort: cohort.name, topic: `Session ${sessions - index}`, startTime: start(index).toISOString(), endTime: new Date(+start(index) + HOUR).toISOString() },
  }));
  const made = sessions > 0 ? (await ask('POST', 'sessions:batchCreate', { requests: held })).sessions : [];
  const enrolments = people.map(({ name }) => ({ parent: PARENT, enrolment: { participant: name, cohort: cohort.name, state: 'ENROLMENT_STATE_ACTIVE', enrolledOn: '2026-01-05', stateOn: '2026-01-05' } }));
  if (people.length > 0) await ask('POST', 'enrolments:batchCreate', { requests: enrolments });
  return { course, assessment, cohort, id: idOf(cohort), sessions: made };
}
