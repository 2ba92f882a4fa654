import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, inspect, newPerson, openPage, personOf, signIn, totp } from './lib.mjs';

test('the page for signing in is accessible, at every width', async (t) => {
  const page = await openPage(t);
  await inspect(page, '/', 'sign-in');
});

test('somebody signs in by a password, and out again', async (t) => {
  const page = await openPage(t, { signedIn: await newPerson('registrar') });
  await page.getByRole('heading', { name: 'Demo Police Academy' }).waitFor();
  assert.match(await page.title(), /Demo Police Academy · Waymark/);
  await page.getByText('A registrar').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('signing out leaves nothing of the pages in the browser', async (t) => {
  const page = await openPage(t, { signedIn: await newPerson('registrar'), path: '/o/demo/people/new' });
  page.on('dialog', (dialog) => dialog.accept());
  const kept = () => page.evaluate(() => ({ tab: Object.keys(sessionStorage), browser: Object.keys(localStorage) }));
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Besa Krasniqi');
  await eventually('what is typed is kept in the tab', async () => (await kept()).tab.length > 0);
  await page.getByText('A registrar').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await kept(), { tab: [], browser: [] });
  assert.deepEqual(await page.context().cookies(), []);
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText('Besa Krasniqi').count(), 0);
});

test('what somebody typed before their session ended is not there for the next one at the machine', async (t) => {
  const page = await openPage(t, { signedIn: await newPerson('registrar'), path: '/o/demo/people/new' });
  page.on('dialog', (dialog) => dialog.accept());
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const isKept = () => page.evaluate(() => !!sessionStorage.getItem('draft:people-new'));
  await name.fill('Besa Krasniqi');
  await eventually('what is typed is kept in the tab', isKept);
  await page.context().clearCookies();
  await page.goto('/o/demo/people/new');
  await signIn(page, await personOf('registrar'));
  await name.waitFor();
  assert.equal(await name.inputValue(), '');
  assert.equal(await isKept(), false);
});

test('every page has a way to sign out', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  for (const path of ['/', '/o/demo', '/o/demo/people', '/account', '/design', '/account-link', '/o/demo/audit', '/there-is-no-such-page']) {
    await page.goto(path);
    await page.getByText('A registrar').click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }
});

test('passwords are hidden, and may be pasted and filled in by programs', async (t) => {
  const page = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  for (const [path, label, purpose] of [['/', 'Password', 'current-password'], ['/account-link', 'New password', 'new-password']]) {
    await page.goto(path);
    const field = page.getByLabel(label);
    assert.equal(await field.getAttribute('type'), 'password');
    assert.equal(await field.getAttribute('autocomplete'), purpose);
    await page.evaluate(() => navigator.clipboard.writeText('correct horse battery'));
    await field.focus();
    await page.keyboard.press('Control+V');
    assert.equal(await field.inputValue(), 'correct horse battery');
  }
});

test('a wrong password is told, and what else was typed stays', async (t) => {
  const page = await openPage(t, { expected: ['/v1/sessions'] });
  const { userName } = await personOf('registrar');
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('The user name, the password or the code is wrong.').waitFor();
  assert.equal(await page.getByLabel('User name').inputValue(), userName);
});

test('two steps are set up, and asked for at the next sign-in', async (t) => {
  const person = await newPerson('instructor');
  const page = await openPage(t, { signedIn: person, expected: ['/v1/sessions', ':beginTotp'] });
  await page.goto('/account?tab=steps');
  await page.getByLabel('Password now').fill('not the password');
  await page.getByRole('button', { name: 'Set up two steps' }).click();
  await page.getByText('The password now is wrong.').waitFor();
  await page.getByLabel('Password now').fill(person.password);
  await page.getByRole('button', { name: 'Set up two steps' }).click();
  const secret = await page.locator('p code').first().textContent();
  await page.getByLabel('Code').fill(totp(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const recovery = await page.locator('section li code').first().textContent();
  await page.goto('/account');
  await page.getByLabel('Name that others see').waitFor();  // still signed in, by another cookie

  await page.context().clearCookies();
  await page.goto('/');
  await page.getByLabel('User name').fill(person.userName);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  // Of one period a code is taken once: the one that confirmed has been.
  await page.getByLabel('Code').fill(totp(secret, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('#content h1').waitFor();

  await page.context().clearCookies();
  await page.goto('/');
  await page.getByLabel('User name').fill(person.userName);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Code').fill(recovery);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('#content h1').waitFor();
});

test('a session that ends while one types loses nothing', async (t) => {
  const person = await newPerson('instructor');
  const page = await openPage(t, { signedIn: person, path: '/account', expected: ['401'] });
  await page.getByLabel('Name that others see').fill('Besa Krasniqi');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByLabel('Password').fill(person.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  assert.equal(await page.getByLabel('Name that others see').inputValue(), 'Besa Krasniqi');
});

test('who has no role is told what to do', async (t) => {
  const page = await openPage(t);
  await signIn(page, await newPerson());
  await page.getByText('Nobody has given your account a role.').waitFor();
});
