import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, inspect, openPage, settled } from './lib.mjs';

const DEMO = '/v1/organizations/demo';

// Somebody who entered service as an inspector.
async function inspector(displayName) {
  const { name } = await ask('POST', `${DEMO}/participants`, { displayName });
  const rung = 'organizations/demo/rungs/~INSPECTOR';
  await ask('POST', `${DEMO}/careerEvents`, { participant: name, rung, effectiveOn: '2020-03-01' });
  return name.split('/').at(-1);
}

test('a commander promotes somebody and sees it on the timeline', async (t) => {
  const name = `Nora Promoted ${process.pid}`;
  await inspector(name);
  const page = await openPage(t, { signedIn: 'commander', path: '/o/demo/careers' });
  await page.getByRole('button', { name: 'Record a step' }).click();
  await page.getByRole('combobox', { name: 'Who' }).fill('nora promoted');
  await page.getByRole('option', { name }).click();
  await page.getByText('Inspector (since 1 Mar 2020)').waitFor();
  await page.getByLabel('Rank').selectOption('Senior Inspector');
  const day = page.getByRole('group', { name: 'Holds from' });
  await day.getByLabel('Day').fill('15');
  await day.getByLabel('Month').selectOption('May');
  await day.getByLabel('Year').fill('2025');
  await page.getByLabel('Order number').fill('O-42');
  await page.getByRole('button', { name: 'Record', exact: true }).dblclick();

  await page.getByText('Recorded: Promotion, 15 May 2025.').waitFor();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  const entries = page.getByRole('listitem').filter({ hasText: 'Rank and post' });
  await entries.first().getByText('Promotion: Senior Inspector').waitFor();
  assert.match(await entries.first().innerText(), /15 May 2025[^]*order O-42/);
  // A double click has recorded it once.
  assert.equal(await entries.count(), 2);

  await page.getByRole('tab', { name: 'Career' }).click();
  await page.locator('figcaption', { hasText: 'Senior Inspector since 15 May 2025, after one change of rank.' }).waitFor();
  await page.getByRole('button', { name: 'Show the table' }).click();
  await page.getByRole('row', { name: 'Rank Senior Inspector 15 May 2025 today' }).waitFor();
});

test('a refused step is said at its field', async (t) => {
  const id = await inspector(`Refused ${process.pid}`);
  const page = await openPage(t, { signedIn: 'commander', expected: ['/careerEvents'], path: `/o/demo/careers/new?person=${id}` });
  await page.getByLabel('What').selectOption('Promotion');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText('is required: a promotion or demotion is to a rung').waitFor();
  assert.equal(await page.getByLabel('Rank').getAttribute('aria-invalid'), 'true');
});

test('a wrong step is corrected by another, and stays readable', async (t) => {
  const id = await inspector(`Corrected ${process.pid}`);
  const page = await openPage(t, { signedIn: 'commander', path: `/o/demo/people/${id}?tab=career` });
  await page.getByRole('link', { name: 'Correct: Entered service, 1 Mar 2020' }).click();
  await page.getByRole('heading', { name: 'Correct a career step' }).waitFor();
  await page.getByRole('group', { name: 'Holds from' }).getByLabel('Year').fill('2019');
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByText('Recorded: Entered service, 1 Mar 2019.').waitFor();
  await page.getByRole('tab', { name: 'Career' }).click();
  await page.locator('figcaption', { hasText: 'Inspector since 1 Mar 2019.' }).waitFor();
  await page.getByRole('row', { name: /1\sMar\s2020 Entered service Corrected/ }).waitFor();
});

test('a step that never happened is taken back', async (t) => {
  const id = await inspector(`Taken Back ${process.pid}`);
  const page = await openPage(t, { signedIn: 'commander', path: `/o/demo/people/${id}?tab=career` });
  await page.getByRole('link', { name: 'Correct: Entered service, 1 Mar 2020' }).click();
  await page.getByLabel('What').selectOption('It never happened');
  assert.equal(await page.getByRole('group', { name: 'Holds from' }).count(), 0);
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByText('Recorded: It never happened, 1 Mar 2020.').waitFor();
  await page.getByRole('tab', { name: 'Career' }).click();
  await page.getByRole('row', { name: /1\sMar\s2020 Entered service Corrected/ }).waitFor();
  await page.getByRole('row', { name: /1\sMar\s2020 It never happened/ }).waitFor();
  assert.equal(await page.locator('figcaption').count(), 0);
});

test('the ladder shows who stood on a rung on a day', async (t) => {
  const page = await openPage(t, { signedIn: 'commander', path: '/o/demo/careers?day=2015-06-30' });
  await settled(page);
  const ladder = page.getByRole('list').filter({ hasText: 'Chief Commissar' });
  const rung = ladder.getByRole('listitem').filter({ hasText: /^Senior Inspector/ });
  const told = Number((await rung.innerText()).match(/\d+/)[0]);
  assert.ok(told > 0);
  await rung.getByRole('button').click();
  await page.getByRole('heading', { name: 'Senior Inspector' }).waitFor();
  await page.getByText(`${told} in all`).waitFor();
  await page.reload();
  await page.getByText(`${told} in all`).waitFor();
});

test('a post is found by its title, and who holds it on a day by the post', async (t) => {
  const [title, holder] = [`Zephyr Chief ${process.pid}`, `Held By ${process.pid}`];
  const id = await inspector(holder);
  const { name: post } = await ask('POST', `${DEMO}/posts`, { title });
  const participant = `organizations/demo/participants/${id}`;
  await ask('POST', `${DEMO}/careerEvents`, { participant, post, type: 'CAREER_EVENT_TYPE_APPOINTMENT', effectiveOn: '2021-03-01' });
  const page = await openPage(t, { signedIn: 'commander', path: '/o/demo/careers?tab=posts' });
  await page.getByLabel('Title begins with').fill(title.toLowerCase());
  await page.getByText(/^1 in all$/).waitFor();
  await page.getByRole('row', { name: new RegExp(`${title} ${holder}`) }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('title'), title.toLowerCase());
  await page.goto(`/o/demo/careers?tab=posts&day=2021-02-28&title=${encodeURIComponent(title)}`);
  await page.getByRole('row', { name: new RegExp(`${title} Vacant`) }).waitFor();

  await page.goto('/o/demo/careers');
  const field = page.getByRole('combobox', { name: 'Post' });
  await field.fill('zephyr chief');
  await page.getByRole('option', { name: title }).waitFor();
  await field.press('Enter');
  await page.getByText(/^1 in all$/).waitFor();
  await page.reload();
  await page.getByRole('link', { name: holder }).waitFor();
  assert.equal(await field.inputValue(), title);
});

test('who reads figures alone sees the ladder, without numbers and names', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator' });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/o/demo/careers');
  await settled(page);
  const ladder = page.getByRole('list').filter({ hasText: 'Chief Commissar' });
  assert.doesNotMatch(await ladder.innerText(), /\d/);
  assert.equal(await page.getByRole('tab', { name: 'Posts' }).count(), 0);
  assert.deepEqual(asked.filter((path) => /participants|standings/.test(path)), []);
});

test('the pages of careers are accessible', async (t) => {
  const id = await inspector(`Looked At ${process.pid}`);
  const page = await openPage(t, { signedIn: 'commander' });
  await inspect(page, '/o/demo/careers', 'careers');
  await inspect(page, '/o/demo/careers?tab=posts', 'careers-posts');
  await inspect(page, `/o/demo/careers/new?person=${id}`, 'careers-new');
});
