// What all forms have in common: fields that find, dates, drafts, and two who change the same.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PARENT, newCohort, newPeople, registrar } from './cohort.mjs';
import { eventually, newPerson, openPage, settled } from './lib.mjs';

let ask;
let people;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 2);
});

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);
const register = (displayName) => ask('POST', 'participants', { displayName });
const CONFLICT = 'Somebody changed this in between';
const RESTORED = 'What you typed here before is here again';
const kept = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('draft:')));
const hasDraft = (page) => eventually('a draft is kept', async () => (await kept(page)).length > 0);

// Holds back the answers to searches for people from now on, until it is told to go on.
async function holdSearches(page) {
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  await page.route('**/participants?*', async (route) => {
    await gone;
    await route.continue();
  });
  return go;
}

test('Enter chooses nobody from the list of what was typed before', async (t) => {
  const mark = crypto.randomUUID().slice(0, 8);
  // One after another: those of one word come in the order in which they were registered.
  for (const name of [`Earlier ${mark}`, `Later ${mark}`, `Several ${mark} A`, `Several ${mark} B`]) await register(name);
  const { id } = await newCohort(ask, { title: 'Forms 1', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/enrol` });
  const search = page.getByRole('combobox', { name: 'Or find them by name' });
  const chosen = page.getByRole('list', { name: 'Chosen by name' });
  await search.fill(`Earlier ${mark}`);
  await page.getByRole('option', { name: `Earlier ${mark}` }).waitFor();
  const go = await holdSearches(page);
  await search.fill(`Later ${mark}`);
  await search.press('Enter');
  assert.equal(await page.getByRole('listbox').count(), 0);
  assert.equal(await chosen.count(), 0);
  // Of the answer there is one to choose, and that is who was meant.
  go();
  await chosen.getByText(`Later ${mark}`).waitFor();
  assert.deepEqual(await chosen.getByRole('listitem').count(), 1);

  // Among several nobody is chosen before they have been seen.
  await search.fill(`Several ${mark}`);
  await search.press('Enter');
  await page.getByRole('option', { name: `Several ${mark} B` }).waitFor();
  assert.equal(await chosen.getByRole('listitem').count(), 1);
  await search.press('ArrowDown');
  await search.press('Enter');
  await chosen.getByText(`Several ${mark} B`).waitFor();
});

test('of two who bear one name both are enrolled, and who was refused stays among those found', async (t) => {
  const name = `Namesake ${crypto.randomUUID().slice(0, 8)}`;
  await Promise.all([register(name), register(name)]);
  const { id } = await newCohort(ask, { title: 'Forms 2', sessions: 0, capacity: 1 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/enrol` });
  const search = page.getByRole('combobox', { name: 'Or find them by name' });
  for (const index of [0, 1]) {
    await search.fill(name);
    await page.getByRole('option', { name }).nth(index).click();
  }
  await page.getByRole('button', { name: 'Enrol 2 people' }).click();
  await page.getByText('Enrolled: 1. Not enrolled: 1.').waitFor();
  await page.getByText('The cohort is full').waitFor();
  assert.equal(await page.getByRole('list', { name: 'Chosen by name' }).getByText(name).count(), 1);
  assert.equal(await page.getByLabel('Numbers of the people').inputValue(), '');
});

test('a draft comes upon what others have saved since, and only what was typed is sent', async (t) => {
  const { id } = await newCohort(ask, { title: 'Forms 3', sessions: 0, capacity: 5 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/settings` });
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByLabel('Name of the cohort').fill('Forms 3, renamed');
  await hasDraft(page);
  await ask('PATCH', `cohorts/${id}?updateMask=capacity`, { capacity: 9 });
  await page.reload();
  await page.getByText(RESTORED).waitFor();
  assert.equal(await page.getByLabel('Name of the cohort').inputValue(), 'Forms 3, renamed');
  assert.equal(await page.getByLabel('Seats').inputValue(), '9');
  const sent = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal(new URL((await sent).url()).searchParams.get('updateMask'), 'title');
  await page.getByText('Saved.').waitFor();
  const { title, capacity } = await ask('GET', `cohorts/${id}`);
  assert.deepEqual([title, capacity], ['Forms 3, renamed', 9]);
  await eventually('no draft is kept', async () => (await kept(page)).length === 0);
});

test('a draft of what somebody else has changed since overwrites nothing unseen', async (t) => {
  const { id } = await newCohort(ask, { title: 'Forms 4', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}/settings` });
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByLabel('Name of the cohort').fill('Forms 4, mine');
  await hasDraft(page);
  await ask('PATCH', `cohorts/${id}?updateMask=title`, { title: 'Forms 4, theirs' });
  const conflict = page.getByRole('dialog', { name: CONFLICT });
  for (let time = 0; time < 2; time += 1) {
    await page.reload();
    await conflict.getByRole('row', { name: 'Name of the cohort Forms 4, mine Forms 4, theirs' }).waitFor();
  }
  await conflict.getByRole('button', { name: 'Take theirs' }).click();
  await eventually('theirs stands there', async () => (await page.getByLabel('Name of the cohort').inputValue()) === 'Forms 4, theirs');
  await eventually('no draft is kept', async () => (await kept(page)).length === 0);
});

test('what was typed is dropped by who says so, by the form or on leaving', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/people/new' });
  page.on('dialog', (dialog) => dialog.accept());
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Draft One');
  await hasDraft(page);
  await page.reload();
  await page.getByText(RESTORED).waitFor();
  assert.equal(await name.inputValue(), 'Draft One');
  await page.getByRole('button', { name: 'Drop it' }).click();
  assert.equal(await name.inputValue(), '');
  assert.equal(await page.getByText(RESTORED).count(), 0);

  await name.fill('Draft Two');
  await hasDraft(page);
  await page.getByRole('link', { name: 'Waymark' }).click();
  await page.getByRole('heading', { level: 1, name: 'Demo Police Academy' }).waitFor();
  await page.goBack();
  await name.waitFor();
  assert.equal(await name.inputValue(), '');
});

test('who changes the state of somebody whom another has changed is told, and sees it as it is now', async (t) => {
  const { id, cohort } = await newCohort(ask, { title: 'Forms 5', people: people.slice(0, 1), sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${id}`, expected: ['status of 409'] });
  await page.getByRole('button', { name: people[0].displayName }).click();
  const dialog = page.getByRole('dialog', { name: people[0].displayName });
  await dialog.getByLabel('New state').selectOption({ label: 'Withdrawn' });
  const { enrolments } = await ask('GET', `enrolments?filter=${encodeURIComponent(`cohort = ${cohort.name}`)}`);
  await ask('POST', `enrolments/${idOf(enrolments[0])}:changeState`, { state: 'ENROLMENT_STATE_SUSPENDED' });
  await dialog.getByRole('button', { name: 'Change the state' }).click();
  await dialog.getByRole('alert').getByText('Somebody changed this in between, and nothing was saved.').waitFor();
  await dialog.getByRole('button', { name: 'Show it as it is now' }).click();
  await dialog.locator('p', { hasText: 'Suspended' }).first().waitFor();
  await dialog.getByLabel('New state').selectOption({ label: 'Withdrawn' });
  await dialog.getByRole('button', { name: 'Change the state' }).click();
  await page.locator('[data-row="0"]').getByText('Withdrawn').waitFor();
});

test('two who change the same course see every field in which they differ, and keep what only the other changed', async (t) => {
  const { course } = await newCohort(ask, { title: 'Forms 6', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/courses/${idOf(course)}`, expected: ['status of 409'] });
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Hours planned').fill('12');
  await page.getByLabel('Months for which').fill('24');
  await ask('PATCH', `courses/${idOf(course)}?updateMask=plannedHours,code,completionRule`, { plannedHours: 30, code: 'THEIRS', completionRule: { minAttendancePercent: 60 } });
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('dialog', { name: CONFLICT });
  await conflict.getByRole('row', { name: 'Hours planned 12 30' }).waitFor();
  await conflict.getByRole('row', { name: 'Months for which the credential is valid 24 —' }).waitFor();
  assert.equal(await conflict.getByRole('row').count(), 3);
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByText('Saved.').waitFor();
  const now = await ask('GET', `courses/${idOf(course)}`);
  assert.deepEqual([now.plannedHours, now.code, now.completionRule.minAttendancePercent, now.credentialTemplate.validMonths], [12, 'THEIRS', 60, 24]);
});

test('two who change the donors of a programme see both', async (t) => {
  const title = `Forms ${crypto.randomUUID().slice(0, 8)}`;
  const programme = await ask('POST', 'programmes', { title, donorReferences: ['XM-1'] });
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/courses', expected: ['status of 409'] });
  await page.getByRole('button', { name: `Change ${title}` }).click();
  await page.getByLabel('References of donors').fill('XM-2');
  await ask('PATCH', `programmes/${idOf(programme)}?updateMask=donorReferences`, { donorReferences: ['XM-3'] });
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('dialog', { name: CONFLICT });
  await conflict.getByRole('row', { name: 'References of donors XM-2 XM-3' }).waitFor();
  await conflict.getByRole('button', { name: 'Take theirs' }).click();
  await eventually('theirs stands there', async () => (await page.getByLabel('References of donors').inputValue()) === 'XM-3');
});

test('a date of which a part is missing is not sent, and its control says why', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/people/new' });
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/participants') && sent.push(request.url()));
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Dated Whole');
  const born = page.getByRole('group', { name: 'Born' });
  await born.getByLabel('Day').fill('5');
  await born.getByLabel('Year').fill('1990');
  await page.getByRole('button', { name: 'Register' }).click();
  assert.equal(await born.getByLabel('Month').evaluate((month) => month.validationMessage), 'Choose the month too, or leave the day empty.');
  await born.locator('select:focus').waitFor();
  assert.deepEqual(sent, []);
  await born.getByLabel('Month').selectOption({ label: 'May' });
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dated Whole' }).waitFor();
  assert.equal((await ask('GET', `participants/${page.url().split('/').at(-1)}`)).birthDate, '1990-05-05');
});

test('the texts of choices follow the language', async (t) => {
  const page = await openPage(t, { signedIn: await newPerson('registrar'), path: '/o/demo/people' });
  await settled(page);
  const sexes = () => page.getByRole('search').locator('select').first().locator('option').allTextContents();
  assert.ok((await sexes()).includes('Female'));
  await page.getByText('A registrar').click();
  await page.getByLabel('Language').selectOption('sq');
  await eventually('the choices are Albanian', async () => !(await sexes()).includes('Female'));
});
