import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, eventually, inspect, newPerson, openPage, settled } from './lib.mjs';

const PAUSE = 200; // ms between two questions

// The last entry about a record that has a version, or any: it is there some seconds after
// the change at most.
async function entryOf(record, version) {
  for (let tries = 0; tries < 100; tries += 1) {
    const { auditEntries } = await ask('GET', `/v1/organizations/demo/auditEntries?filter=${encodeURIComponent(`record = "${record}"`)}`);
    const found = auditEntries?.find(({ content }) => !version || content.aggregateVersion === version);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`there is no entry about ${record}`);
}

const relative = ({ name }) => name.split('/').slice(2).join('/');

test('a change made here is found by its record, and told before and after', async (t) => {
  const unit = await ask('POST', '/v1/organizations/demo/units', { displayName: `Old Mill ${process.pid}`, kind: 'station' });
  await ask('DELETE', `/v1/${unit.name}`);
  const { entryNo } = await entryOf(relative(unit), 2);

  const page = await openPage(t, { signedIn: 'auditor', path: '/o/demo/audit' });
  const search = page.getByRole('search');
  await search.getByLabel(/^Record /).first().fill(relative(unit));
  await search.getByLabel(/^What/).fill('unit.changed');
  await search.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/type=unit.changed/);
  // Until these are there, those found before stand.
  await eventually('both changes of the unit are found', async () => (await page.locator('tbody tr[data-row]').count()) === 2);
  await page.getByRole('link', { name: entryNo, exact: true }).click();
  await page.getByRole('heading', { name: `Entry ${entryNo}` }).waitFor();
  await page.getByRole('row', { name: /state UNIT_STATE_OPEN UNIT_STATE_CLOSED/ }).waitFor();
});

test('what is found is saved as it is shown', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor', path: '/o/demo/audit?service=participants&type=unit.changed' });
  await settled(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save these as CSV' }).click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
  assert.equal(lines.length - 1, await page.locator('tbody tr[data-row]').count());
  assert.ok(lines.slice(1).every((line) => line.includes('unit.changed')));
});

test('a search that finds nothing says why and how to go on', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor', path: '/o/demo/audit?type=nothing.like_this' });
  await page.getByText('Nothing was recorded like that.').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Clear the search' }).last().click();
  await page.locator('tbody tr[data-row]').first().waitFor();
});

test('who is auditor and registrar opens sealed values, and that is recorded', async (t) => {
  const person = await newPerson('auditor');
  await ask('POST', '/v1/organizations/demo/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_REGISTRAR' });
  const participant = await ask('POST', '/v1/organizations/demo/participants', { displayName: `Blerim ${process.pid}`, unit: 'organizations/demo/units/~ACADEMY' });
  const entry = await entryOf(relative(participant));
  const page = await openPage(t, { signedIn: person });
  await page.goto(`/o/demo/audit/${entry.entryNo}`);
  await page.getByRole('button', { name: 'Open the values' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open the values' }).click();
  await dialog.getByText('Say why: the reason is recorded.').waitFor();
  await dialog.getByLabel('Reason').fill('A complaint about the register');
  await dialog.getByRole('button', { name: 'Open the values' }).click();
  await page.getByText(`Blerim ${process.pid}`).first().waitFor();
});

test('checks run when they are asked for, and tell that everything holds', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor', path: '/o/demo/checks' });
  await page.getByText('Not checked yet').waitFor();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('Everything holds').waitFor();
});

test('the pages of the audit log are accessible', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor' });
  await inspect(page, '/o/demo/audit', 'audit');
  await inspect(page, '/o/demo/audit/1', 'audit-entry');
  await inspect(page, '/o/demo/checks', 'checks');
});
