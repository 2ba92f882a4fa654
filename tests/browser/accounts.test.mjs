import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PASSWORD, ask } from './people.mjs';
import { expectAccessible, inspect, look, newPerson, openPage, signIn, tokenOf } from './lib.mjs';

// Who manages the accounts has the role in all organizations.
async function accountManager() {
  const person = await newPerson('administrator');
  await ask('POST', '/v1/organizations/-/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_ADMINISTRATOR' });
  return person;
}

let count = 0;
const newName = (beginning) => `${beginning}-${process.pid}-${(count += 1)}`;

test('an administrator makes an account whose role cannot open the pages of others', async (t) => {
  const page = await openPage(t, { signedIn: await accountManager() });
  const userName = newName('arta');
  await page.goto('/o/demo/accounts');
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog', { name: 'New account' });
  await dialog.getByLabel('Name that people see').fill('Arta Leka');
  await dialog.getByLabel('User name').fill(userName);
  await dialog.getByRole('button', { name: 'Make the account' }).click();
  await dialog.getByLabel('Password now').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Make an invitation link' }).click();
  const address = await dialog.locator('code').textContent();
  assert.match(address, /\/account-link#\S{20,}$/);
  await dialog.getByRole('link', { name: 'Go on to give a role' }).click();

  await page.getByRole('heading', { name: 'Arta Leka' }).waitFor();
  const here = page.getByRole('region', { name: 'Roles in this organization' }).first();
  await page.getByText('Without a role the owner can sign in and sees nothing. Give one.').first().waitFor();
  await page.getByRole('button', { name: 'Give a role' }).first().click();
  const grant = page.getByRole('dialog', { name: 'Give a role' });
  await grant.getByRole('combobox', { name: 'Role' }).selectOption('ROLE_EVALUATOR');
  await grant.getByText('See figures: counts, never who is behind them').waitFor();
  assert.equal(await grant.getByText('See persons', { exact: true }).count(), 0);
  await grant.getByRole('button', { name: 'Give a role' }).click();
  await page.getByText('The role is given.').waitFor();
  await here.getByRole('row', { name: /Evaluator/ }).waitFor();

  // Whoever was invited sees the own pages and no others.
  await ask('POST', '/v1/accountLinks:redeem', { secret: address.split('#')[1], newPassword: PASSWORD }, '');
  const theirs = await openPage(t);
  await signIn(theirs, { userName, password: PASSWORD });
  const navigation = theirs.getByRole('navigation', { name: 'Navigation' });
  await navigation.getByRole('link', { name: 'Overview' }).waitFor();
  for (const name of ['Accounts', 'Roles', 'Organization', 'Units']) assert.equal(await navigation.getByRole('link', { name, exact: true }).count(), 0, name);
  for (const path of ['accounts', 'grants', 'organization', 'units']) {
    await theirs.goto(`/o/demo/${path}`);
    await theirs.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
    await theirs.getByText('Who administers it can change that.').waitFor();
  }
});

test('accounts are found by the beginning of what they are called and by their state', async (t) => {
  const userName = newName('Zamira');
  await ask('POST', '/v1/accounts', { userName, displayName: `Seen As ${userName}`, email: `${userName}@police.example` });
  const page = await openPage(t, { signedIn: await accountManager() });
  const searches = [['user', 'User name begins with', userName], ['name', 'Name begins with', `seen as ${userName}`], ['email', 'E-mail begins with', userName.toLowerCase()]];
  for (const [name, label, text] of searches) {
    await page.goto('/o/demo/accounts');
    const field = page.getByRole('searchbox', { name: new RegExp(`^${label}`) });
    await field.fill(text);
    await page.waitForURL((url) => url.searchParams.get(name) === text);
    await page.getByText(/^1 in all$/).waitFor();
    await page.reload();
    await page.getByText(/^1 in all$/).waitFor();
    assert.equal(await field.inputValue(), text);
    await page.getByRole('link', { name: `Seen As ${userName}` }).waitFor();
  }
  await page.goto(`/o/demo/accounts?state=DISABLED&user=${userName}`);
  await page.getByText('No account like that').waitFor();
  await page.getByLabel('State').selectOption('Invited');
  await page.getByRole('link', { name: `Seen As ${userName}` }).waitFor();
});

test('an account that is disabled is let in no more, until it is enabled', async (t) => {
  const person = await newPerson('evaluator');
  const page = await openPage(t, { signedIn: await accountManager() });
  await page.goto(`/o/demo/accounts/~${person.userName}`);
  await page.getByRole('button', { name: 'Disable the account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable the account' }).click();
  await page.getByText('The account is disabled.').waitFor();
  await assert.rejects(ask('POST', '/v1/sessions', { userName: person.userName, password: person.password }, ''), /SIGN_IN_REFUSED/);
  await page.getByRole('button', { name: 'Enable the account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Enable the account' }).click();
  await page.getByText('The account is enabled.').waitFor();
  await ask('POST', '/v1/sessions', { userName: person.userName, password: person.password }, '');
});

test('where the links of an account are sent is changed by the password of who changes it', async (t) => {
  const { userName } = await newPerson('evaluator');
  const page = await openPage(t, { signedIn: await accountManager() });
  await page.goto(`/o/demo/accounts/~${userName}`);
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByLabel('Name that people see').fill('Renamed Without');
  assert.equal(await details.getByLabel('Password now').count(), 0);
  await details.getByLabel('E-mail').fill(`${userName}@police.example`);
  await details.getByLabel('Password now').fill(PASSWORD);
  await details.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').first().waitFor();
  await details.getByLabel('Password now').waitFor({ state: 'detached' });
  assert.equal((await ask('GET', `/v1/accounts/~${userName}`)).email, `${userName}@police.example`);
});

test('a token of somebody else is seen and revoked', async (t) => {
  const person = await newPerson('registrar');
  const token = await tokenOf(await openPage(t, { signedIn: person }));
  await ask('GET', '/v1/accounts/me', undefined, token);
  const page = await openPage(t, { signedIn: await accountManager() });
  await page.goto(`/o/demo/accounts/~${person.userName}`);
  await page.getByRole('row', { name: /for a test/ }).getByRole('button', { name: 'Revoke' }).click();
  await look(page, 'account-tokens');
  await page.getByRole('dialog', { name: 'Revoke “for a test”?' }).getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('The token is revoked.').waitFor();
  await page.getByText('No program has a token').waitFor();
  await assert.rejects(ask('GET', '/v1/accounts/me', undefined, token), /UNAUTHENTICATED/);
});

test('a role for a unit and for a time is given, and ended', async (t) => {
  const { userName } = await newPerson();
  const page = await openPage(t, { signedIn: await newPerson('administrator') });
  await page.goto('/o/demo/grants?role=ROLE_REGISTRAR');
  await page.getByRole('button', { name: 'Give a role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give a role' });
  await dialog.getByLabel('User name').fill(userName);
  await dialog.getByRole('combobox', { name: 'Only in a unit' }).fill('North');
  await dialog.getByRole('option', { name: /North Region/ }).click();
  // What belongs to no unit is not given for one.
  await dialog.getByText('in the unit and below').first().waitFor();
  assert.equal(await dialog.getByText('See figures').count(), 0);
  await dialog.getByLabel('Until').fill('2099-12-31');
  await dialog.getByRole('button', { name: 'Give a role' }).click();
  await page.getByText('The role is given.').waitFor();
  const row = page.getByRole('row', { name: /North Region and all below it/ }).last();
  await row.getByRole('button', { name: 'End' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await page.getByText('Ended', { exact: true }).first().waitFor();
});

test('a role for nobody is refused at its field or in words, and nothing typed is lost', async (t) => {
  const page = await openPage(t, { signedIn: await newPerson('administrator'), expected: ['/v1/organizations/demo/grants'] });
  await page.goto('/o/demo/grants');
  await page.getByRole('button', { name: 'Give a role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give a role' });
  await dialog.getByLabel('User name').fill('nobody-at-all');
  await dialog.getByRole('button', { name: 'Give a role' }).click();
  await dialog.getByRole('alert').first().waitFor();
  assert.equal(await dialog.getByLabel('User name').inputValue(), 'nobody-at-all');
});

test('the pages of accounts and roles are accessible', async (t) => {
  const page = await openPage(t, { signedIn: await accountManager() });
  const { userName } = await newPerson('evaluator');
  await inspect(page, '/o/demo/accounts', 'accounts');
  await inspect(page, `/o/demo/accounts/~${userName}`, 'account-of-another');
  await inspect(page, '/o/demo/grants?role=ROLE_COMMANDER', 'grants');
  await page.getByRole('button', { name: 'Give a role' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).waitFor();
  await expectAccessible(page, 'the dialog that gives a role');
  await look(page, 'grants-new');
});
