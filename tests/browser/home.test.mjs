import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORGANIZATION, ask, eventually, inspect, openPage, settled, tokenOf } from './lib.mjs';

const OF = `organizations/${ORGANIZATION}`;
const HOME = `/o/${ORGANIZATION}`;

// A cohort that runs, with sessions today and nine to come; somebody missed the first.
async function cohortWithOneAtRisk(token) {
  const post = (path, body) => ask('POST', `/v1/${OF}/${path}`, body, token);
  const administer = (path, body) => ask('POST', `/v1/${OF}/${path}`, body);
  const unique = `${process.pid}-${Date.now()}`;
  const course = await administer('courses', { title: 'First aid', externalId: `AID-${unique}`, completionRule: { minAttendancePercent: 80 } });
  const today = new Date();
  const cohort = await administer('cohorts', {
    course: course.name,
    title: `First aid ${unique}`,
    startsOn: today.toISOString().slice(0, 10),
    state: 'COHORT_STATE_RUNNING',
  });
  const sessions = [];
  for (let week = 0; week < 10; week += 1) {
    const [start, end] = [1, 61].map((minutes) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + 7 * week, 0, minutes).toISOString());
    sessions.push(await administer('sessions', { cohort: cohort.name, startTime: start, endTime: end, topic: `Bandages ${unique}` }));
  }
  const [soon, later] = [5, 65].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());
  await administer('sessions', { cohort: cohort.name, startTime: soon, endTime: later, topic: 'Knots' });
  const participant = `${OF}/participants/~DP-1002`;
  await post('enrolments', { participant, cohort: cohort.name, state: 'ENROLMENT_STATE_ACTIVE', enrolledOn: cohort.startsOn });
  await post('attendances:batchCreate', { requests: [{ attendance: { session: sessions[0].name, participant, code: 'ATTENDANCE_CODE_ABSENT' } }] });
  return { cohort, topic: `Bandages ${unique}` };
}

test('a registrar sees the sessions of today and whose graduation is at risk', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  const { cohort, topic } = await cohortWithOneAtRisk(await tokenOf(page));
  await page.reload();
  const today = page.getByRole('region', { name: 'Sessions today' });
  await today.getByText(topic).waitFor();
  await today.getByText(cohort.title).first().waitFor();
  const list = page.getByRole('region', { name: 'Whose graduation is at risk' });
  const risk = list.getByRole('row', { name: cohort.title });
  await list.waitFor();
  // Those who meet next come first.
  await risk.waitFor();
  await risk.getByText('Oksana Shevchuk').waitFor();
  await risk.getByText('Attendance 0% of 80%').waitFor();
  await inspect(page, HOME, 'home-today');
});

test('a session of today leads to its attendance', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  const { cohort, topic } = await cohortWithOneAtRisk(await tokenOf(page));
  await page.reload();
  const row = page.getByRole('region', { name: 'Sessions today' }).getByRole('row', { name: topic });
  await row.getByRole('link', { name: cohort.title }).click();
  await page.getByRole('heading', { level: 1, name: `${cohort.title}: Attendance` }).waitFor();
  await page.getByRole('columnheader', { name: topic }).waitFor();
  assert.equal(await page.getByRole('columnheader').count(), 2, 'the people, and that session');
});

test('who is still active in a cohort that is closed does not train now', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  const { cohort } = await cohortWithOneAtRisk(await tokenOf(page));
  const list = page.getByRole('region', { name: 'Whose graduation is at risk' });
  await page.reload();
  await list.getByRole('row', { name: cohort.title }).waitFor();
  await ask('PATCH', `/v1/${cohort.name}?updateMask=state`, { state: 'COHORT_STATE_CLOSED' });
  await page.reload();
  await settled(page);
  await page.getByRole('heading', { name: 'Whose graduation is at risk' }).waitFor();
  assert.equal(await page.getByRole('row', { name: cohort.title }).getByText('Attendance 0% of 80%').count(), 0);
});

test('the last promotions are on the overview, also those of before the tab was opened', async (t) => {
  const page = await openPage(t, { signedIn: 'commander' });
  const last = page.locator('section', { has: page.locator('#outcomes') });
  const rows = last.locator('[data-row]');
  await rows.first().waitFor(); // of the demonstration
  const token = await tokenOf(page);
  const effectiveOn = new Date(Date.UTC(1990, 0, 1 + (Date.now() % 3000))).toISOString().slice(0, 10);
  const promotion = { participant: `${OF}/participants/~DP-1003`, type: 'CAREER_EVENT_TYPE_PROMOTION', rung: `${OF}/rungs/~COMMISSAR`, effectiveOn };
  await ask('POST', `/v1/${OF}/careerEvents`, promotion, token);
  const day = new Date(effectiveOn).getUTCFullYear().toString();
  const onTop = () => rows.first().innerText().then((text) => text.includes('Commissar') && text.includes(day));
  await eventually('the promotion is on the overview', async () => {
    await page.reload();
    await settled(page);
    return onTop();
  });
  // A tab that knows nothing begins with it, too.
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await settled(page);
  assert.ok(await onTop());
  // Live outcomes go on from there.
  await page.getByRole('link', { name: 'Follow live outcomes' }).click();
  await page.getByText('● Live').waitFor();
  await page.locator('[data-row]').first().getByText(day).first().waitFor();
});

test('an evaluator sees neither sessions nor people on the overview', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator' });
  await page.getByRole('heading', { name: 'What came of the training' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: /Sessions today|at risk|Last graduations/ }).count(), 0);
});

test('what the overview still reads ends as it is left', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: `${HOME}/people/new` });
  // Reports of ten pages, each of another cohort, whose titles are read before the next page is.
  const reports = [];
  let release;
  const left = new Promise((resolve) => (release = resolve));
  await page.route('**/progressReports?*', (route) => {
    reports.push(route.request().url());
    const cohort = `${OF}/cohorts/00000000-0000-7000-8000-${String(reports.length).padStart(12, '0')}`;
    return route.fulfill({ json: { progressReports: [{ cohort }], nextPageToken: 'more' } });
  });
  await page.route('**/cohorts:batchGet?*', (route) => left.then(() => route.continue().catch(() => undefined)));
  const titles = page.waitForRequest('**/cohorts:batchGet?*');
  await page.getByRole('link', { name: 'Waymark' }).click();
  await titles;
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Register a person' }).waitFor();
  release();
  await settled(page);
  assert.equal(reports.length, 1);
});
