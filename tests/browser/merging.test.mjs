import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, registrar } from './cohort.mjs';
import { ask as administer, eventually, expectAccessible, inspect, look, openPage, settled } from './lib.mjs';

let ask;
let count = 0;

before(async () => {
  ask = await registrar();
});

// Somebody of the demonstration organization whom no other test knows.
async function register(participant) {
  count += 1;
  const made = await ask('POST', 'participants', { externalId: `M-${process.pid}-${count}`, ...participant });
  const id = made.name.split('/').at(-1);
  return { ...made, id, path: `/o/demo/people/${id}` };
}

const titled = ({ displayName, externalId }) => `${displayName} (${externalId})`;
const merge = (duplicate, into) => ask('POST', `participants/${duplicate.id}:merge`, { into: into.name });
const mergedInto = async ({ id }) => (await ask('GET', `participants/${id}`)).mergedInto ?? '';

async function choose(page, other) {
  await page.getByRole('button', { name: 'Merge with another record…' }).click();
  await page.getByRole('combobox', { name: 'The other record' }).fill(other.externalId);
  await page.getByRole('option', { name: other.displayName }).click();
}

// Other services learn of it in a moment.
const trainings = (page, wanted) =>
  eventually(`the trainings ${wanted.join()}`, async () => {
    await page.reload();
    await settled(page);
    const found = await page.locator('article h2').allTextContents();
    return found.sort().join() === wanted.join();
  });

test('two records of one person are merged, read as one, and taken back', async (t) => {
  const ana = await register({ displayName: 'Ana Twice', birthDate: '1990-05-06', sex: 'SEX_FEMALE' });
  const again = await register({ displayName: 'Ana Twicer', birthDate: '1990-06-05', sex: 'SEX_FEMALE', contact: { phones: ['111'] } });
  await newCohort(ask, { title: 'Merging A', people: [ana] });
  await newCohort(ask, { title: 'Merging B', people: [again] });
  const page = await openPage(t, { signedIn: 'registrar', path: ana.path });
  await choose(page, again);
  const table = page.getByRole('region', { name: 'The two records side by side' });
  await table.getByRole('row', { name: 'Born 6 May 1990 5 Jun 1990 differs' }).waitFor();
  await table.getByRole('row', { name: 'Sex Female Female the same' }).waitFor();
  await table.getByRole('row', { name: 'Telephone numbers — 111 in one of them alone' }).waitFor();
  assert.ok(await page.getByRole('radio', { name: `${titled(ana)} stays, ${titled(again)} is merged into it` }).isChecked());
  await page.getByRole('button', { name: 'Merge', exact: true }).click();

  await page.getByText(`${titled(again)} is merged into ${titled(ana)}.`).waitFor();
  await page.getByRole('heading', { name: 'Also recorded as' }).waitFor();
  assert.equal(await mergedInto(again), ana.name);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Also recorded as' }).waitFor({ state: 'detached' });
  assert.equal(await mergedInto(again), '');

  // The other way round.
  await choose(page, again);
  await page.getByRole('radio', { name: `${titled(again)} stays, ${titled(ana)} is merged into it` }).check();
  await table.getByRole('columnheader', { name: `Is merged: ${ana.externalId}` }).waitFor();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('heading', { name: 'Ana Twicer', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Training' }).click();
  await trainings(page, ['Merging A: the course', 'Merging B: the course']);

  await page.goto(`/o/demo/people?q=${ana.externalId}`);
  await page.getByRole('row', { name: /Ana Twice .*Merged/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'This record is merged into another' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
  await page.getByRole('button', { name: 'Take the merging back' }).click();
  await page.getByRole('dialog').getByText(`${titled(ana)} stands for a person of its own again`).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Take the merging back' }).click();
  await page.getByRole('button', { name: 'Edit' }).waitFor();
  assert.equal(await mergedInto(ana), '');
  await page.getByRole('tab', { name: 'Training' }).click();
  await trainings(page, ['Merging A: the course']);
});

test('what speaks against a merging is said in words, and what changed in between is looked at again', async (t) => {
  const [one, other, third] = [await register({ displayName: 'Una One' }), await register({ displayName: 'Una Other' }), await register({ displayName: 'Una Third' })];
  await merge(other, one);
  const page = await openPage(t, { signedIn: 'registrar', expected: [':merge'], path: one.path });
  await choose(page, third);
  await page.getByRole('radio', { name: `${titled(third)} stays` }).check();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText('Other records are merged into the one that would not stay.').waitFor();
  assert.equal(await mergedInto(one), '');

  await page.getByRole('radio', { name: `${titled(one)} stays` }).check();
  await ask('PATCH', `participants/${third.id}?updateMask=sex`, { displayName: third.displayName, sex: 'SEX_FEMALE' });
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText('Somebody changed one of them in between.').waitFor();
  await page.getByRole('row', { name: 'Sex Not known Female differs' }).waitFor();
  assert.equal(await mergedInto(third), '');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText(`${titled(third)} is merged into ${titled(one)}.`).waitFor();

  await page.goto(`${one.path}/merge?with=${one.id}`);
  await page.getByText('This is the same record.').waitFor();
  await page.goto(`${one.path}/merge?with=${other.id}`);
  await page.getByText('This record is merged into another already.').waitFor();
  for (const part of ['edit', 'merge']) {
    await page.goto(`${other.path}/${part}`);
    await page.getByText('nothing of it is changed any more').waitFor();
  }
});

test('a step that was recorded for the merged record is corrected from the person’s page', async (t) => {
  const [person, duplicate] = [await register({ displayName: 'Rina Ranked' }), await register({ displayName: 'Rina Rankedi' })];
  const rung = 'organizations/demo/rungs/~INSPECTOR';
  await administer('POST', '/v1/organizations/demo/careerEvents', { participant: duplicate.name, rung, effectiveOn: '2020-03-01' });
  await merge(duplicate, person);
  const page = await openPage(t, { signedIn: 'commander', path: `${person.path}?tab=career` });
  const step = page.getByRole('link', { name: 'Correct: Entered service, 1 Mar 2020' });
  await eventually('the step of the merged record', async () => {
    await page.reload();
    await settled(page);
    return (await step.count()) === 1;
  });
  await step.click();
  await page.getByRole('group', { name: 'Holds from' }).getByLabel('Year').fill('2019');
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByText('Recorded: Entered service, 1 Mar 2019.').waitFor();
  await page.getByRole('heading', { name: 'Rina Ranked', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Career' }).click();
  await page.locator('figcaption', { hasText: 'Inspector since 1 Mar 2019.' }).waitFor();
});

test('the pages of merged records are accessible, and who records nobody takes nothing back', async (t) => {
  const person = await register({ displayName: 'Mira Merged', sex: 'SEX_FEMALE', birthDate: '1988', contact: { phones: ['111', '222'] } });
  const [duplicate, third] = [await register({ displayName: 'Mira Mergedi' }), await register({ displayName: 'Mirë Merged', birthDate: '1989-01' })];
  await merge(duplicate, person);
  const page = await openPage(t, { signedIn: 'registrar' });
  await inspect(page, `${person.path}/merge?with=${third.id}`, 'people-merge');
  await inspect(page, person.path, 'person-with-merged');
  await inspect(page, duplicate.path, 'person-merged');
  await inspect(page, `/o/demo/people?q=${duplicate.externalId}`, 'people-merged');
  await page.goto(duplicate.path);
  await page.getByRole('button', { name: 'Take the merging back' }).click();
  await expectAccessible(page, 'taking a merging back');
  await look(page, 'person-merged-dialog');

  const commander = await openPage(t, { signedIn: 'commander', path: duplicate.path });
  await commander.getByRole('link', { name: 'Mira Merged', exact: true }).waitFor();
  assert.equal(await commander.getByRole('button', { name: 'Take the merging back' }).count(), 0);
});
