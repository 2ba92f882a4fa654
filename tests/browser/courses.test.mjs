import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, registrar } from './cohort.mjs';
import { inspect, openPage } from './lib.mjs';

let ask;

before(async () => {
  ask = await registrar();
});

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);

test('the catalogue and a course are accessible, with the rule in words', async (t) => {
  const { course } = await newCohort(ask, { title: 'Forensics 1', examination: true });
  await ask('POST', 'programmes', { title: 'Forensic programme', courses: [course.name] });
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, '/o/demo/courses', 'courses');
  await inspect(page, `/o/demo/courses/${idOf(course)}`, 'course');
  const rule = page.getByRole('region', { name: 'To graduate' });
  assert.deepEqual(await rule.getByRole('listitem').allTextContents(), ['Attendance of at least 80%', 'At least 60 points in Final examination']);
});

test('a registrar makes a course, an assessment, a rule that asks for it, and a cohort', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/courses' });
  await page.getByRole('button', { name: 'New course' }).click();
  const dialog = page.getByRole('dialog');
  const title = `Ballistics ${crypto.randomUUID().slice(0, 8)}`;
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Least attendance, in percent').fill('75');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'New assessment' }).click();
  await dialog.getByLabel('Title').fill('Range test');
  await dialog.getByLabel('Score that passes').fill('50');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'Range test' }).waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  await dialog.getByLabel('Range test').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('At least 50 points in Range test').waitFor();
  await page.getByText('Attendance of at least 75%').waitFor();
  await page.getByRole('button', { name: 'New cohort' }).click();
  await dialog.getByLabel('Name of the cohort').fill(`${title}, first run`);
  await dialog.getByRole('button', { name: 'Make the cohort' }).click();
  await page.getByRole('heading', { name: `${title}, first run` }).first().waitFor();
});

test('two who change the same course see both versions', async (t) => {
  const { course } = await newCohort(ask, { title: 'Forensics 2', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', expected: ['status of 409'], path: `/o/demo/courses/${idOf(course)}` });
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Code').fill('MINE');
  await ask('PATCH', `courses/${idOf(course)}?updateMask=code`, { code: 'THEIRS' });
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('dialog', { name: 'Somebody changed this in between' });
  await conflict.getByRole('cell', { name: 'THEIRS' }).waitFor();
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByText('Saved.').waitFor();
  assert.equal((await ask('GET', `courses/${idOf(course)}`)).code, 'MINE');
});

test('who may not change the catalogue reads it', async (t) => {
  const { course } = await newCohort(ask, { title: 'Forensics 3', sessions: 0 });
  const page = await openPage(t, { signedIn: 'evaluator', path: `/o/demo/courses/${idOf(course)}` });
  await page.getByText('Attendance of at least 80%').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Change' }).count(), 0);
});
