import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, inspect, newPerson, openPage } from './lib.mjs';

let count = 0;
const newName = (beginning) => `${beginning} ${process.pid}-${(count += 1)}`;

test('a unit is added below another, renamed, moved from a day on, closed, and opened again', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator' });
  const name = newName('Harbour Post');
  await page.goto('/o/demo/units');
  await page.getByRole('treeitem', { name: /South Region/ }).click();
  await page.getByRole('button', { name: 'New unit' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Add the unit' }).click();
  await page.getByText(`${name} is added.`).waitFor();

  await page.getByRole('heading', { name }).waitFor();
  await page.getByLabel('Name').fill(`${name} B`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: `${name} B` }).waitFor();

  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('combobox', { name: 'Belongs to' }).fill('West');
  await page.getByRole('option', { name: /West Region/ }).click();
  await page.getByLabel('From').fill('2024-03-01');
  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByText('since 1 Mar 2024').waitFor();
  await page.getByText('West Region', { exact: true }).last().waitFor();

  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('combobox', { name: 'Belongs to' }).fill('East');
  await page.getByRole('option', { name: /East Region/ }).click();
  await page.getByLabel('From').fill('2190-01-01');
  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByText('from 1 Jan 2190').waitFor();
  await page.getByText('since 1 Mar 2024').waitFor();

  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByText(`${name} B is closed.`).waitFor();
  await page.getByLabel('Show closed units too').check();
  await page.getByRole('button', { name: 'Open again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
  await page.getByText(`${name} B is open again.`).waitFor();
});

test('who administers one unit cannot move another out of its place, and is told why', async (t) => {
  const person = await newPerson();
  const unit = await ask('POST', '/v1/organizations/demo/units', { displayName: newName('Mill Post'), parent: 'organizations/demo/units/~NORTH' });
  await ask('POST', '/v1/organizations/demo/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_ADMINISTRATOR', unit: 'organizations/demo/units/~NORTH' });
  const page = await openPage(t, { signedIn: person, expected: ['/units/'] });
  await page.goto(`/o/demo/units?unit=${unit.name}`);
  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('combobox', { name: 'Belongs to' }).fill('East');
  await page.getByRole('option', { name: /East Region/ }).click();
  await page.getByRole('button', { name: 'Move' }).click();
  await page.getByText('That lies outside the units you administer.').waitFor();
  assert.equal(await page.getByRole('combobox', { name: 'Belongs to' }).inputValue(), 'East Region');
});

test('what an organization says of itself is changed, and a wrong field is told', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator', expected: ['/v1/organizations/demo'], path: '/o/demo/organization' });
  await page.getByLabel('Country').fill('zz9');
  await page.getByLabel('Time zone').fill('Nowhere/Else');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await page.getByLabel('Country').fill('al');
  await page.getByLabel('Time zone').fill('Europe/Tirane');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  assert.equal(await page.getByLabel('Country').inputValue(), 'AL');
});

test('the pages of the organization and its units are accessible', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator' });
  const { units } = await ask('GET', '/v1/organizations/demo/units?pageSize=5');
  await inspect(page, '/o/demo/organization', 'organization');
  await inspect(page, `/o/demo/units?unit=${units[2].name}`, 'units');
});
