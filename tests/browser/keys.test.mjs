// What is done by the keyboard alone: taking something back, choosing between two versions,
// making a token.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, registrar } from './cohort.mjs';
import { ask as askWith, eventually, expectAccessible, look, newPerson, openPage, settled } from './lib.mjs';

let ask;

before(async () => {
  ask = await registrar();
});

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

async function cancelled(page, made) {
  await page.goto(`/o/demo/cohorts/${made.id}/sessions`);
  const row = page.locator('[data-row="0"]');
  await row.getByRole('button', { name: 'Cancel it' }).press('Enter');
  await row.getByText('Cancelled').waitFor();
  return row;
}

test('what was done is taken back by the key that takes back everywhere', async (t) => {
  const made = await newCohort(ask, { title: 'Keys 1' });
  const page = await openPage(t, { signedIn: 'registrar' });
  const row = await cancelled(page, made);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('Control+z');
  await row.getByRole('button', { name: 'Cancel it' }).waitFor();
  await page.getByText('Undone.').waitFor();
  // A second time there is nothing left to take back.
  await page.keyboard.press('Control+z');
  const { sessions } = await ask('GET', `sessions?filter=${encodeURIComponent(`cohort = ${made.cohort.name}`)}`);
  assert.equal(sessions[0].cancelled ?? false, false);
});

test('in a field the same key takes back what was typed, and nothing else', async (t) => {
  const made = await newCohort(ask, { title: 'Keys 2' });
  const page = await openPage(t, { signedIn: 'registrar' });
  const row = await cancelled(page, made);
  await page.getByRole('button', { name: 'Add a session' }).press('Enter');
  await page.getByLabel('Topic').pressSequentially('Duty');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await row.getByText('Cancelled').waitFor();
  const { sessions } = await ask('GET', `sessions?filter=${encodeURIComponent(`cohort = ${made.cohort.name}`)}`);
  assert.equal(sessions[0].cancelled, true);
});

test('the toast is reached, stays while it has the focus, and gives it back', async (t) => {
  const page = await openPage(t, { path: '/design' });
  await page.clock.install();
  const opener = page.getByRole('button', { name: 'Toast with undo' });
  await opener.press('Enter');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await opener.focus();
  await undo.focus();
  await page.clock.runFor(60_000);
  assert.equal(await undo.isVisible(), true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await undo.waitFor({ state: 'detached' });
  await eventually('who opened it has the focus', async () => (await focused(page)) === 'Toast with undo');
  // The next one is not held by what has gone.
  await opener.press('Enter');
  await undo.waitFor();
  await page.clock.runFor(60_000);
  await undo.waitFor({ state: 'detached' });
});

test('two versions are chosen from by the keyboard, and theirs are taken over', async (t) => {
  const { course } = await newCohort(ask, { title: 'Keys 3', sessions: 0 });
  const page = await openPage(t, { signedIn: 'registrar', expected: ['status of 409'], width: 320, height: 640, path: `/o/demo/courses/${idOf(course)}` });
  await page.getByRole('button', { name: 'Change' }).press('Enter');
  await page.getByLabel('Code').fill('MINE');
  await ask('PATCH', `courses/${idOf(course)}?updateMask=code`, { code: 'THEIRS' });
  await page.getByLabel('Code').press('Enter');
  const conflict = page.getByRole('dialog', { name: 'Somebody changed this in between' });
  await conflict.getByRole('cell', { name: 'MINE' }).waitFor();
  await conflict.getByRole('cell', { name: 'THEIRS' }).waitFor();
  await expectAccessible(page, 'the choice between two versions');
  await look(page, 'conflict-320');
  // The focus stays inside.
  for (let times = 0; times < 6; times += 1) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => !document.activeElement || document.activeElement === document.body || document.activeElement.closest('dialog')));
  }
  // Looking on loses nothing of what was typed.
  await page.keyboard.press('Escape');
  await conflict.waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('Code').inputValue(), 'MINE');
  await ask('PATCH', `courses/${idOf(course)}?updateMask=code`, { code: 'THEIRS AGAIN' });
  await page.getByLabel('Code').press('Enter');
  await conflict.getByRole('cell', { name: 'THEIRS AGAIN' }).waitFor();
  await conflict.getByRole('button', { name: 'Take theirs' }).press('Enter');
  await conflict.waitFor({ state: 'hidden' });
  await eventually('what the other saved is shown', async () => {
    const field = page.getByLabel('Code');
    return (await field.count()) === 0 || (await field.inputValue()) === 'THEIRS AGAIN';
  });
  assert.equal((await ask('GET', `courses/${idOf(course)}`)).code, 'THEIRS AGAIN');
});

test('a token is made, shown once, works for a program, and is revoked', async (t) => {
  const person = await newPerson('registrar');
  const page = await openPage(t, { signedIn: person, permissions: ['clipboard-read', 'clipboard-write'], expected: ['/apiTokens'] });
  await page.goto('/account?tab=tokens');
  await page.getByText('No tokens').waitFor();
  await page.getByLabel('What it is for').fill('The import of the night');
  await page.getByLabel('Days until it ends').fill('0');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('code.secret').count(), 0, 'of no day there is no token');
  await page.getByLabel('Days until it ends').fill('30');
  await page.getByLabel('Password now').fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByText('The password now is wrong.').waitFor();
  await page.getByLabel('Password now').fill(person.password);
  await page.keyboard.press('Enter');
  const token = await page.locator('code.secret').textContent();
  await expectAccessible(page, 'a token that is shown');
  await look(page, 'account-token-shown');
  await page.getByRole('button', { name: 'Copy' }).press('Enter');
  await page.getByText('copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);
  assert.equal((await askWith('GET', '/v1/accounts/me', undefined, token)).displayName, 'A registrar');

  await page.reload();
  await settled(page);
  assert.equal(await page.getByText(token).count(), 0);
  const row = page.getByRole('row', { name: /The import of the night/ });
  await row.getByRole('button', { name: 'Revoke' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).press('Enter');
  await row.waitFor({ state: 'detached' });
  await assert.rejects(askWith('GET', '/v1/accounts/me', undefined, token), /CREDENTIAL/);
});

test('where there is no clipboard a secret can still be taken', async (t) => {
  const person = await newPerson('registrar');
  const page = await openPage(t, { signedIn: person });
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto('/account?tab=tokens');
  await page.getByLabel('What it is for').fill('By hand');
  await page.getByLabel('Password now').fill(person.password);
  await page.keyboard.press('Enter');
  const secret = page.locator('code.secret');
  await secret.click();
  assert.equal(await page.evaluate(() => getSelection().toString()), await secret.textContent());
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('It could not be copied.').waitFor();
});
