import assert from 'node:assert/strict';
import { test } from 'node:test';
import { URL_OF_SUITE } from './people.mjs';
import { ask, eventually, inspect, newPerson, openPage, settled } from './lib.mjs';

// By a session, as a browser has it.
async function signedIn({ userName, password }) {
  const answer = await fetch(`${URL_OF_SUITE}/v1/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ userName, password }) });
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  return { headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: URL_OF_SUITE } };
}

test('where nothing is parked, it is said why', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator', path: '/o/demo/parked' });
  await settled(page);
  assert.equal(await page.getByText('Nothing is parked').count(), 6);
  await page.getByText('What a service could not apply five times over waits here').waitFor();
  await page.getByLabel('Service that reads the events').selectOption('evaluation');
  await page.waitForURL(/consumer=evaluation/);
  // Until it is alone, those of all stand.
  await eventually('one is left', async () => (await page.getByText('Nothing is parked').count()) === 1);
});

test('health tells that all services answer, and how far the figures are', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator', path: '/o/demo/health' });
  await page.getByText('The gateway has just asked each of them.').waitFor();
  await page.getByRole('row', { name: /^courses/ }).waitFor();
});

test('an opened record is seen with its reason, and closed', async (t) => {
  const unit = 'organizations/demo/units/~ACADEMY';
  const { name } = await ask('POST', '/v1/organizations/demo/participants', { displayName: `Protected ${process.pid}`, unit, protection: 'PROTECTION_FLAGGED' });
  const commander = await newPerson('commander');
  const { headers } = await signedIn(commander);
  const opened = await fetch(`${URL_OF_SUITE}/v1/${name}:breakGlass`, { method: 'POST', headers, body: JSON.stringify({ reason: 'Threat to the witness', caseNumber: `C-${process.pid}` }) });
  assert.equal(opened.status, 200);

  const page = await openPage(t, { signedIn: 'administrator', path: '/o/demo/openings?open=yes' });
  const row = page.getByRole('row', { name: new RegExp(`Threat to the witness C-${process.pid}`) });
  await row.getByRole('button', { name: 'Close now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close now' }).click();
  await page.getByText('The opening is closed.').waitFor();
  await row.waitFor({ state: 'detached' });
});

test('the pages of operations are accessible', async (t) => {
  const person = await newPerson('administrator');
  await ask('POST', '/v1/organizations/-/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_ADMINISTRATOR' });
  const page = await openPage(t, { signedIn: person });
  for (const path of ['health', 'parked', 'openings', 'mails']) await inspect(page, `/o/demo/${path}`, path);
});
