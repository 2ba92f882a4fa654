import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect, newPerson, openPage, personOf, signIn, totp } from './lib.mjs';

test('the page for signing in is accessible, at every width', async (t) => {
  const page = await openPage(t);
  await inspect(page, '/', 'sign-in');
});

test('somebody signs in by a password, and out again', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  await page.getByRole('heading', { name: 'Demo Police Academy' }).waitFor();
  assert.match(await page.title(), /Demo Police Academy · Waymark/);
  await page.getByText('A registrar').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
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
  const page = await openPage(t, { signedIn: person, expected: ['/v1/sessions'] });
  await page.goto('/account?tab=steps');
  await page.getByRole('button', { name: 'Set up two steps' }).click();
  const secret = await page.locator('p code').first().textContent();
  await page.getByLabel('Code').fill(totp(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const recovery = await page.locator('section li code').first().textContent();

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
