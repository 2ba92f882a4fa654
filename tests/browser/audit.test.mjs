import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, inspect, newPerson, openPage, settled } from './lib.mjs';

// The audit log has a change some seconds after it was made.
async function entryOf(record, type) {
  for (;;) {
    const filter = encodeURIComponent(`record = "${record}" AND type = "${type}"`);
    const { auditEntries } = await ask('GET', `/v1/organizations/demo/auditEntries?filter=${filter}`);
    if (auditEntries?.length) return auditEntries[0];
  }
}

test('a change made here is found by its record, and told before and after', async (t) => {
  const unit = await ask('POST', '/v1/organizations/demo/units', { displayName: `Old Mill ${process.pid}`, kind: 'station' });
  const record = unit.name.split('/').slice(2).join('/');
  await ask('PATCH', `/v1/${unit.name}?updateMask=displayName`, { displayName: `New Mill ${process.pid}` });
  await entryOf(record, 'unit.updated');

  const page = await openPage(t, { signedIn: 'auditor' });
  await page.goto('/o/demo/audit');
  const search = page.getByRole('search');
  await search.getByLabel('Record', { exact: false }).first().fill(record);
  await search.getByLabel('What').fill('unit.updated');
  await search.getByRole('button', { name: 'Search' }).click();
  const row = page.getByRole('row', { name: new RegExp(`unit.updated ${record}`) });
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: /^Entry \d+$/ }).waitFor();
  const changed = page.getByRole('row', { name: /display_name/ });
  await changed.getByText(`Old Mill ${process.pid}`).waitFor();
  await changed.getByText(`New Mill ${process.pid}`).waitFor();
});

test('what is found is saved as it is shown', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor' });
  await page.goto('/o/demo/audit?service=participants&type=unit.created');
  await settled(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save these as CSV' }).click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
  assert.equal(lines.length - 1, await page.locator('tbody tr[data-row]').count());
  assert.ok(lines.slice(1).every((line) => line.includes('unit.created')));
});

test('a search that finds nothing says why and how to go on', async (t) => {
  const page = await openPage(t, { signedIn: 'auditor' });
  await page.goto('/o/demo/audit?type=nothing.like_this');
  await page.getByText('Nothing was recorded like that.').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Clear the search' }).last().click();
  await page.locator('tbody tr[data-row]').first().waitFor();
});

test('who is auditor and registrar opens sealed values, and that is recorded', async (t) => {
  const person = await newPerson('auditor');
  await ask('POST', '/v1/organizations/demo/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_REGISTRAR' });
  const participant = await ask('POST', '/v1/organizations/demo/participants', { displayName: `Blerim ${process.pid}`, unit: 'organizations/demo/units/~ACADEMY' });
  const record = participant.name.split('/').slice(2).join('/');
  const entry = await entryOf(record, 'participant.registered');
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
  const page = await openPage(t, { signedIn: 'auditor' });
  await page.goto('/o/demo/checks');
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
