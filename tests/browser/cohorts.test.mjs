import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, newPeople, registrar } from './cohort.mjs';
import { eventually, inspect, newPerson, openPage, settled } from './lib.mjs';

let ask;
let people;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 12);
});

const numbers = (some) => some.map(({ externalId }) => externalId).join('\n');

test('the pages of a cohort are accessible', async (t) => {
  const { id, cohort, sessions } = await newCohort(ask, { title: 'Traffic 1', people, sessions: 3 });
  const attendances = people.slice(0, 2).map(({ name }) => ({ parent: 'organizations/demo', attendance: { session: sessions[0].name, participant: name, code: 'ATTENDANCE_CODE_ABSENT' } }));
  await ask('POST', 'attendances:batchCreate', { requests: attendances });
  assert.ok(cohort.name);
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, '/o/demo/cohorts', 'cohorts');
  await inspect(page, `/o/demo/cohorts/${id}`, 'cohort-people');
  await inspect(page, `/o/demo/cohorts/${id}/enrol`, 'cohort-enrol');
  await inspect(page, `/o/demo/cohorts/${id}/settings`, 'cohort-settings');
});

test('a registrar enrols many by a list, and each line is answered', async (t) => {
  const { id } = await newCohort(ask, { title: 'Traffic 2', people: people.slice(0, 1), capacity: 4 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/enrol` });
  const list = page.getByLabel('Numbers of the people');
  await list.fill(`${numbers(people.slice(0, 4))}\nNOBODY-1\n${people[1].externalId}\n${people[4].externalId}\tTrainee`);
  await page.getByRole('button', { name: 'Enrol 7 people' }).click();
  await page.getByText('Enrolled: 3. Not enrolled: 4.').waitFor();
  const answers = await page.getByRole('region', { name: 'What became of each line' }).locator('tbody tr td:last-child').allTextContents();
  assert.deepEqual(answers.map((text) => text.replace(/^\S+ /, '').trim()), ['Enrolled already', 'Enrolled', 'Enrolled', 'Enrolled', 'No such person', 'Twice in the list', 'The cohort is full']);
  // What is left to mend stays; a second try does nothing twice.
  assert.equal(await list.inputValue(), `NOBODY-1\n${people[4].externalId}`);
  const { enrolments } = await ask('GET', `enrolments?filter=${encodeURIComponent(`cohort = organizations/demo/cohorts/${id}`)}`);
  assert.equal(enrolments.length, 4);
});

test('somebody is found by name and enrolled', async (t) => {
  const { id } = await newCohort(ask, { title: 'Traffic 3' });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/enrol` });
  const search = page.getByRole('combobox', { name: 'Or find them by name' });
  await search.fill('Oksana');
  await page.getByRole('option', { name: /Oksana Shevchuk/ }).waitFor();
  await search.press('Enter');
  await page.getByRole('list', { name: 'Chosen by name' }).getByText('Oksana Shevchuk').waitFor();
  await page.getByRole('button', { name: 'Enrol one person' }).click();
  await page.getByText('Enrolled: 1. Not enrolled: 0.').waitFor();
  await page.getByLabel('Pages of this cohort').getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Oksana Shevchuk' }).waitFor();
});

test('only the states that may follow are offered, and a change has its reason', async (t) => {
  const { id } = await newCohort(ask, { title: 'Traffic 4', people: people.slice(0, 2) });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}` });
  await page.locator('[data-row="0"]').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: people[0].displayName });
  await dialog.getByLabel('New state').waitFor();
  const offered = await dialog.getByLabel('New state').locator('option').allTextContents();
  assert.deepEqual(offered, ['Suspended', 'Completed', 'Not passed', 'Withdrawn', 'Dropped out', 'Transferred', 'Expelled', 'Deceased', 'Recorded by mistake']);
  await dialog.getByLabel('New state').selectOption({ label: 'Dropped out' });
  await dialog.getByLabel('Why it ended').selectOption({ label: 'Another reason' });
  await dialog.getByRole('button', { name: 'Change the state' }).click();
  await page.locator('[data-row="0"]').getByText('Dropped out').waitFor();
  const { enrolments } = await ask('GET', `enrolments?filter=${encodeURIComponent(`cohort = organizations/demo/cohorts/${id}`)}`);
  const changed = enrolments.find(({ participant }) => participant === people[0].name);
  assert.equal(changed.exitReason, 'Other');
});

test('who is at risk is found with one press', async (t) => {
  const { id, sessions } = await newCohort(ask, { title: 'Traffic 5', people: people.slice(0, 3), sessions: 2 });
  const missed = sessions.map(({ name }) => ({ parent: 'organizations/demo', attendance: { session: name, participant: people[2].name, code: 'ATTENDANCE_CODE_ABSENT' } }));
  await ask('POST', 'attendances:batchCreate', { requests: missed });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}` });
  await page.getByRole('button', { name: 'One person at risk' }).click();
  await page.waitForURL(/standing=RISK/);
  await eventually('one person is listed', async () => (await page.locator('[data-row] button').allTextContents()).join() === people[2].displayName);
  await page.getByRole('button', { name: people[2].displayName }).click();
  await page.getByRole('dialog').getByText('Attendance of at least 80%').waitFor();
});

test('a cohort is changed, closed, and given an instructor', async (t) => {
  const { id } = await newCohort(ask, { title: 'Traffic 6' });
  const teacher = await newPerson('instructor');
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/settings` });
  await page.getByLabel('Seats').fill('25');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByLabel('User name').fill(teacher.userName);
  await page.getByRole('button', { name: 'Add an instructor' }).click();
  await page.getByText(`${teacher.userName} teaches this cohort now.`).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByText('Traffic 6: Closed.').waitFor();
  await settled(page);
  const cohort = await ask('GET', `cohorts/${id}`);
  assert.deepEqual([cohort.capacity, cohort.state], [25, 'COHORT_STATE_CLOSED']);
});
