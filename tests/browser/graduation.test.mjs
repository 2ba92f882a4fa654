import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PARENT, newCohort, newPeople, registrar } from './cohort.mjs';
import { inspect, look, openPage } from './lib.mjs';

let ask;
let people;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 6);
});

// Six people, of whom one was absent, and one has not come to the examination.
async function finished(title) {
  const made = await newCohort(ask, { title, people, sessions: 2, examination: true });
  const attendances = made.sessions.flatMap(({ name: session }) =>
    people.map(({ name: participant }, index) => ({ parent: PARENT, attendance: { session, participant, code: index === 1 ? 'ATTENDANCE_CODE_ABSENT' : 'ATTENDANCE_CODE_PRESENT' } })),
  );
  await ask('POST', 'attendances:batchCreate', { requests: attendances });
  const results = people
    .filter((_, index) => index !== 4)
    .map(({ name }) => ({ parent: PARENT, result: { assessment: made.assessment.name, participant: name, score: 72 } }));
  await ask('POST', 'results:batchCreate', { requests: results });
  return { ...made, path: `/o/demo/cohorts/${made.id}/graduation` };
}

test('a registrar graduates a cohort and sees why two do not pass', async (t) => {
  const made = await finished('Basics 1');
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, made.path, 'graduation');
  const missing = page.getByRole('region', { name: 'Do not pass: 2' }).last();
  assert.deepEqual(
    (await missing.locator('tbody td').allTextContents()).map((text) => text.trim()),
    [
      ...[people[1].displayName, people[1].externalId, 'Attendance of at least 80%: attended 0% of all sessions.'],
      ...[people[4].displayName, people[4].externalId, 'At least 60 points in Final examination: nothing recorded yet.'],
    ],
  );
  // Nothing has happened by looking.
  const before = await ask('GET', `enrolments?filter=${encodeURIComponent(`cohort = ${made.cohort.name}`)}`);
  assert.ok(before.enrolments.every(({ state }) => state === 'ENROLMENT_STATE_ACTIVE'));

  await page.getByRole('button', { name: 'Graduate 4 people' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Graduate 4 people' }).dblclick();
  await page.getByText('Basics 1: 4 people have graduated.').waitFor();
  await page.getByRole('region', { name: 'Graduated: 4' }).last().locator('tbody tr').nth(3).waitFor();
  const numbers = await page.getByRole('region', { name: 'Graduated: 4' }).last().locator('tbody td:last-child').allTextContents();
  assert.equal(new Set(numbers).size, 4);
  for (const number of numbers) assert.match(number.trim(), /^DEMO-\d{4}-\d{6}$/);
  await page.getByText('Do not pass: 2').first().waitFor();
});

test('sessions to come are told, and of a share of all it is said that it is of all', async (t) => {
  const made = await newCohort(ask, { title: 'Basics 4', people: people.slice(0, 1), sessions: 1 });
  const [start, end] = [24, 25].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  await ask('POST', 'sessions', { cohort: made.cohort.name, startTime: start, endTime: end });
  await ask('POST', 'attendances:batchCreate', { requests: [{ parent: PARENT, attendance: { session: made.sessions[0].name, participant: people[0].name, code: 'ATTENDANCE_CODE_PRESENT' } }] });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/cohorts/${made.id}/graduation` });
  await page.getByText('Attendance of at least 80%: attended 50% of all sessions.').waitFor();
  await page.getByText('One session is still to come. It counts as not attended until it is held.').waitFor();
  await look(page, 'graduation-to-come');
});

test('a credential is found by its number and revoked with a reason', async (t) => {
  const made = await finished('Basics 2');
  const { outcomes } = await ask('POST', `cohorts/${made.id}:graduate`, {});
  const { credentialNumber } = outcomes.find(({ credentialNumber: number }) => number);
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, '/o/demo/credentials', 'credentials');
  await page.getByLabel('Number of the credential').fill(credentialNumber.toLowerCase());
  await page.keyboard.press('Enter');
  const row = page.locator('[data-row="0"]', { hasText: credentialNumber });
  await row.getByText('Valid').waitFor();
  await row.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog', { name: `Revoke ${credentialNumber}?` });
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await dialog.getByText('Say why: the reason is recorded.').waitFor();
  await dialog.getByLabel('Reason').fill('Issued to the wrong person');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await row.getByText('Issued to the wrong person').waitFor();
  assert.equal((await ask('GET', `credentials/~${credentialNumber}`)).revocationReason, 'Issued to the wrong person');
});

test('a commander reads credentials and is offered no graduation', async (t) => {
  const made = await newCohort(ask, { title: 'Basics 3', people: people.slice(0, 1) });
  const page = await openPage(t, { signedIn: 'commander', path: `/o/demo/cohorts/${made.id}/graduation` });
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  await page.goto(`/o/demo/cohorts/${made.id}`);
  await page.getByRole('link', { name: 'Attendance' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Graduation' }).count(), 0);
});
