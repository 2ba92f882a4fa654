import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { ORGANIZATION, ask, eventually, inspect, openPage, personOf, settled, signIn, tokenOf } from './lib.mjs';

const LIST = `/o/${ORGANIZATION}/outcomes`;
let count = 0;

// Records by the API what a commander decides on, with a token of the one at the page.
async function commanderAt(page) {
  const token = await tokenOf(page);
  return (type = 'PROMOTION', what = { rung: `organizations/${ORGANIZATION}/rungs/~CHIEF-COMMISSAR` }) => {
    count += 1;
    // The same of one person and day is recorded once: each run has days of its own.
    const effectiveOn = new Date(Date.UTC(2000, 0, 1 + ((process.pid * 31 + count) % 9000))).toISOString().slice(0, 10);
    const event = { participant: `organizations/${ORGANIZATION}/participants/~DP-10${10 + (count % 40)}`, type: `CAREER_EVENT_TYPE_${type}`, effectiveOn, ...what };
    return ask('POST', `/v1/organizations/${ORGANIZATION}/careerEvents`, event, token);
  };
}

// A line to the suite that can be cut, with all that goes through it, and mended.
async function lineToSuite(t) {
  const { hostname, port } = new URL(process.env.WAYMARK_URL);
  const open = new Set();
  let whole = true;
  const server = createServer((socket) => {
    const other = connect(Number(port), hostname);
    for (const [end, far] of [[socket, other], [other, socket]]) {
      open.add(end);
      end.on('error', () => far.destroy()).on('close', () => open.delete(end) && far.destroy());
      end.pipe(far);
    }
    if (!whole) socket.destroy();
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const cut = () => {
    whole = false;
    for (const end of open) end.destroy();
  };
  t.after(() => {
    cut();
    server.close();
  });
  return { baseURL: `http://127.0.0.1:${server.address().port}`, cut, mend: () => (whole = true) };
}

async function following(t, options = {}) {
  const page = await openPage(t, { ...options });
  await signIn(page, await personOf('commander'));
  const record = await commanderAt(page);
  for (let before = 0; before < (options.before ?? 0); before += 1) await record();
  await page.goto(LIST);
  await page.getByText('● Live').waitFor();
  const rows = page.locator('[data-row]');
  // The list begins with the last outcomes, and these come on top of them.
  const before = await rows.count();
  const has = (number) => rows.nth(before + number - 1).waitFor();
  const count = async () => (await rows.count()) - before;
  return { page, record, rows, has, count };
}

// The days of the outcomes in the list, the newest first, as the page keeps them.
const daysOf = (page) =>
  page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('outcomes:'));
    return JSON.parse(sessionStorage.getItem(key)).shown.map(({ day }) => day);
  });

test('live outcomes are accessible', async (t) => {
  const { page } = await following(t, { before: 2 });
  await inspect(page, LIST, 'outcomes');
});

test('those of before stand in the list, and what comes stands above them, each once', async (t) => {
  const page = await openPage(t);
  await signIn(page, await personOf('commander'));
  const record = await commanderAt(page);
  const days = [];
  for (let before = 0; before < 3; before += 1) days.unshift((await record()).effectiveOn);
  await page.goto(LIST);
  await page.getByText('● Live').waitFor();
  // What was recorded a moment ago may come by the stream.
  const firstAre = (wanted) => eventually('all are in the list', async () => (await daysOf(page)).slice(0, wanted.length).join() === wanted.join());
  await firstAre(days);
  days.unshift((await record()).effectiveOn);
  await firstAre(days);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await page.getByText('● Live').waitFor();
  await firstAre(days);
  const ids = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('outcomes:'));
    return JSON.parse(sessionStorage.getItem(key)).shown.map(({ id }) => id);
  });
  assert.equal(new Set(ids).size, ids.length);
});

test('a promotion appears by itself, with its rung, and is announced', async (t) => {
  const { page, record, rows, has } = await following(t);
  await record();
  await has(1);
  await rows.first().getByText('Promotion').waitFor();
  await rows.first().getByText('Chief Commissar').waitFor();
  await page.getByRole('status').filter({ hasText: 'New: Promotion' }).waitFor({ state: 'attached' });
});

test('only what is chosen comes', async (t) => {
  const { page, record, rows } = await following(t);
  await page.getByLabel('What', { exact: true }).selectOption('posts');
  await page.waitForURL('**type=posts');
  await page.getByText('● Live').waitFor();
  const before = await rows.count();
  await record();
  await record('APPOINTMENT', { post: `organizations/${ORGANIZATION}/posts/~CHIEF-N-LAKESIDE` });
  await rows.nth(before).waitFor();
  assert.equal(await rows.count(), before + 1);
  for (const text of await rows.allInnerTexts()) assert.match(text, /ppointment/);
});

test('while it is paused outcomes are kept and counted', async (t) => {
  const { page, record, has, count } = await following(t);
  await record();
  await has(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await record();
  await record();
  await page.getByText('Paused, 2 are waiting').waitFor();
  assert.equal(await count(), 1);
  // Also over a reload.
  await page.reload();
  await page.getByText('Paused, 2 are waiting').waitFor();
  await record();
  await page.getByText('Paused, 3 are waiting').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await has(4);
  assert.equal(await count(), 4);
});

test('through a dropped connection and a reload nothing is missed and nothing comes twice', async (t) => {
  const { baseURL, cut, mend } = await lineToSuite(t);
  const { page, record, has } = await following(t, { baseURL, expected: ['net::ERR_'] });
  const days = await daysOf(page);
  days.unshift((await record()).effectiveOn);
  await has(1);
  cut();
  await page.getByText('Connecting again').waitFor();
  for (let more = 0; more < 3; more += 1) days.unshift((await record()).effectiveOn);
  mend();
  await page.getByText('● Live').waitFor();
  await has(4);
  await eventually('each is kept once', async () => (await daysOf(page)).join() === days.join());
  // While the page is away, too.
  await page.goto('/account');
  await settled(page);
  days.unshift((await record()).effectiveOn);
  await page.goto(LIST);
  await has(5);
  days.unshift((await record()).effectiveOn);
  await has(6);
  await eventually('each is kept once', async () => (await daysOf(page)).join() === days.join());
});

test('before anything came, a reload misses nothing either', async (t) => {
  const { page, record, has } = await following(t);
  await page.goto('/account');
  await settled(page);
  await record();
  await page.goto(LIST);
  await has(1);
});

test('live outcomes are not for evaluators', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: LIST });
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
});
