import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ask, inspect, look, newAccount, newPerson, openPage, signIn } from './lib.mjs';
import { file, mailTo } from './outside.mjs';

const NEW = 'staple of another horse';

async function setPassword(page, password, again = password) {
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same again').fill(again);
  await page.getByRole('button', { name: 'Set the password' }).click();
}

// The addresses that the page asked for from now on.
function requestsOf(page) {
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
  return addresses;
}

// Whom the provider takes whoever comes next for.
const nextAtProvider = (subject) => writeFileSync(file('subject'), subject);

test('the pages to come in by are accessible, at every width', async (t) => {
  const page = await openPage(t);
  for (const [path, name] of [['/account-link', 'account-link'], ['/forgot-password', 'forgot-password'], ['/sign-in/oidc', 'sign-in-oidc']]) {
    await inspect(page, path, name);
  }
});

test('a one-time link sets a password, and its secret is in no address that is asked for', async (t) => {
  const { userName, secret } = await newAccount();
  const page = await openPage(t, { expected: ['/v1/accountLinks:redeem'] });
  const addresses = requestsOf(page);
  await page.goto(`/account-link#${secret}`);
  await setPassword(page, NEW, 'something else');
  await page.getByText('The two are not the same.').waitFor();
  await setPassword(page, 'password1234');
  await page.getByText('This would soon be guessed.').waitFor();
  await setPassword(page, NEW);
  await page.getByText(`The password of ${userName} is set`).waitFor();
  assert.equal(new URL(page.url()).hash, '');
  assert.deepEqual(addresses.filter((address) => address.includes(secret)), []);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, { userName, password: NEW });
});

test('a link works once, and what it is refused for is said in the language of the page', async (t) => {
  const { secret } = await newAccount();
  await ask('POST', '/v1/accountLinks:redeem', { secret, newPassword: NEW }, '');
  const page = await openPage(t, { path: `/account-link?language=sq#${secret}`, expected: ['/v1/accountLinks:redeem'] });
  await page.getByLabel('Fjalëkalimi i ri').fill(NEW);
  await page.getByLabel('Edhe një herë i njëjti').fill(NEW);
  await page.getByRole('button', { name: 'Vendos fjalëkalimin' }).click();
  await page.getByRole('alert').getByText('Lidhja është përdorur, ka mbaruar ose nuk është e plotë.').waitFor();
});

test('a code that was handed over is typed in', async (t) => {
  const { userName, secret } = await newAccount();
  const page = await openPage(t, { path: '/account-link' });
  await page.getByLabel('Code').fill(` ${secret} `);
  await setPassword(page, NEW);
  await page.getByText(`The password of ${userName} is set`).waitFor();
});

test('who forgot the password gets a link by e-mail and sets another', async (t) => {
  const { userName } = await newPerson();
  const email = `${userName}@police.example`;
  await ask('PATCH', `/v1/accounts/~${userName}?updateMask=email`, { email });
  const page = await openPage(t);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // Until this page is here the one before it stands, with a field of the same name.
  await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
  await page.getByLabel('User name').fill(userName);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('If there is an account with this name').waitFor();
  const [link] = /http:\S+\/account-link#\S+/.exec(await mailTo(email));
  await page.goto(link);
  await setPassword(page, NEW);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, { userName, password: NEW });
});

test('whether there is an account is not told to who asks for a link', async (t) => {
  const page = await openPage(t, { path: '/forgot-password' });
  await page.getByLabel('User name').fill('nobody of this name');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('If there is an account with this name').waitFor();
});

test('somebody signs in by the provider, and what it sent back is not kept in the address', async (t) => {
  const subject = `subject-${process.pid}`;
  await newAccount({ oidcSubject: subject });
  nextAtProvider(subject);
  const page = await openPage(t);
  await page.getByRole('button', { name: 'Sign in with the Ministry' }).click();
  await page.getByText('Nobody has given your account a role.').waitFor();
  assert.equal(new URL(page.url()).search, '');
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.filter(({ name }) => name === '__Host-session').map(({ httpOnly, secure }) => ({ httpOnly, secure })), [{ httpOnly: true, secure: true }]);
  assert.equal(await page.evaluate(() => document.cookie + sessionStorage.getItem('attempt')), 'null');
});

// Of a session that ends while somebody types in a form.
async function typedAtTheEnd(t, subject) {
  const { userName, secret } = await newAccount({ oidcSubject: subject });
  await ask('POST', '/v1/accountLinks:redeem', { secret, newPassword: NEW }, '');
  await ask('POST', `/v1/organizations/demo/grants`, { account: `accounts/~${userName}`, role: 'ROLE_REGISTRAR' });
  const page = await openPage(t, { signedIn: { userName, password: NEW }, expected: ['401'] });
  await page.goto('/o/demo/people/new?from=here');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Typed Before');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Register' }).click();
  return page;
}

test('who signs in again by the provider comes back to the page and to what was typed', async (t) => {
  const subject = `again-${process.pid}`;
  const page = await typedAtTheEnd(t, subject);
  nextAtProvider(subject);
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByText('Signing in with the Ministry leads away').waitFor();
  await look(page, 'sign-in-again');
  await dialog.getByRole('button', { name: 'Sign in with the Ministry' }).click();
  await page.getByText('What you typed here before is here again').waitFor();
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/o/demo/people/new?from=here');
  assert.equal(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'Typed Before');
  await look(page, 'draft-restored');
});

test('what somebody typed is not there for another who signs in by the provider', async (t) => {
  const page = await typedAtTheEnd(t, `one-${process.pid}`);
  await newAccount({ oidcSubject: `another-${process.pid}` });
  nextAtProvider(`another-${process.pid}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in with the Ministry' }).click();
  await page.getByText('Nobody has given your account a role.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), ['whose']);
});

test('who is not linked is told so, and can go back', async (t) => {
  nextAtProvider('nobody that is known');
  const page = await openPage(t, { path: '/sign-in/oidc', expected: ['/v1/oidc:finish'] });
  await page.getByRole('button', { name: 'Sign in with the Ministry' }).click();
  await page.getByRole('alert').getByText('The provider knows you').waitFor();
  assert.equal(new URL(page.url()).search, '');
  await page.getByRole('link', { name: 'Back to signing in' }).click();
  await page.getByLabel('User name').waitFor();
});

test('an answer of the provider that this tab did not ask for signs nobody in', async (t) => {
  const page = await openPage(t, { path: '/sign-in/oidc?code=of-somebody-else&state=guessed' });
  const addresses = requestsOf(page);
  await page.getByText('This was not begun in this tab.').waitFor();
  assert.deepEqual(addresses.filter((address) => address.includes('oidc:')), []);
  await page.goto('/sign-in/oidc?error=access_denied&error_description=%3Cimg%20src%3Dx%3E');
  await page.getByText('The provider has not signed you in.').waitFor();
  assert.equal(new URL(page.url()).search, '');
});

test('nothing is offered that is not configured', async (t) => {
  const page = await openPage(t, { path: '/design' });
  await page.route('**/v1/signInOptions', (route) => route.fulfill({ json: {} }));
  const told = page.waitForResponse('**/v1/signInOptions');
  await page.goto('/');
  await told;
  await page.getByLabel('User name').waitFor();
  assert.equal(await page.getByRole('button', { name: /Sign in with/ }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Forgot your password?' }).count(), 0);
  await page.goto('/forgot-password');
  await page.getByText('Waymark sends no e-mail here.').waitFor();
  await page.goto('/sign-in/oidc');
  await page.getByText('Nobody signs in by another provider here.').waitFor();
});
