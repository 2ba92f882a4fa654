import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, newPeople, registrar } from './cohort.mjs';
import { inspect, newPerson, openPage } from './lib.mjs';

let ask;

before(async () => {
  ask = await registrar();
});

test('the timetable is accessible', async (t) => {
  const { id } = await newCohort(ask, { title: 'Ethics 1', sessions: 4 });
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, '/o/demo/timetable', 'timetable');
  await inspect(page, `/o/demo/cohorts/${id}/sessions`, 'cohort-sessions');
});

test('a session is added, changed, cancelled, and held after all', async (t) => {
  const { id, cohort } = await newCohort(ask, { title: 'Ethics 2', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', expected: ['status of 400'], path: `/o/demo/cohorts/${id}/sessions` });
  await page.getByRole('button', { name: 'Add a session' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From').fill('09:00');
  await dialog.getByLabel('Until').fill('08:00');
  await dialog.getByLabel('Topic').fill('Duty of care');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('[aria-invalid="true"]').waitFor();
  await dialog.getByLabel('Until').fill('11:30');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.locator('[data-row="0"]');
  await row.getByText('Duty of care').waitFor();
  await row.getByRole('button', { name: 'Change' }).click();
  await dialog.getByLabel('Place').fill('Hall 2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row.getByText('Hall 2').waitFor();
  await row.getByRole('button', { name: 'Cancel it' }).click();
  await row.getByText('Cancelled').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByRole('button', { name: 'Cancel it' }).waitFor();
  const { sessions } = await ask('GET', `sessions?filter=${encodeURIComponent(`cohort = ${cohort.name}`)}`);
  assert.equal(sessions.length, 1);
  assert.deepEqual([sessions[0].place, sessions[0].cancelled ?? false], ['Hall 2', false]);
});

test('an instructor comes from today to the attendance of a session, and sees no other cohort', async (t) => {
  const teacher = await newPerson('instructor');
  const people = await newPeople(ask, 2);
  const mine = await newCohort(ask, { title: 'Ethics 3', people });
  await newCohort(ask, { title: 'Ethics 4' });
  await ask('POST', 'instructors', { cohort: mine.cohort.name, account: `accounts/~${teacher.userName}` });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto('/o/demo/timetable');
  const today = page.locator('li', { has: page.getByRole('heading', { name: /today/ }) });
  await today.getByRole('link', { name: 'Ethics 3' }).waitFor();
  assert.equal(await page.getByText('Ethics 4').count(), 0);
  await today.getByRole('link', { name: 'Ethics 3' }).click();
  await page.getByRole('heading', { name: 'Ethics 3: Attendance' }).waitFor();
  await page.getByRole('columnheader', { name: /Session 1/ }).waitFor();
});

test('weeks are walked, and the address tells which', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/timetable?week=2023-03-08' });
  await page.getByRole('link', { name: 'Leadership 2023' }).waitFor();
  await page.getByRole('link', { name: /Week after/ }).click();
  await page.waitForURL('**/timetable?week=2023-03-13');
  await page.getByText('Law and use of force').waitFor();
});
