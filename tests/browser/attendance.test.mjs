import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PARENT, newCohort, newPeople, registrar } from './cohort.mjs';
import { inspect, look, newPerson, openPage, settled } from './lib.mjs';

let ask;
let people;
let teacher;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 40);
  teacher = await newPerson('instructor');
});

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);

// A cohort that the instructor teaches.
async function taught(title, { of = people, sessions = 1 } = {}) {
  const made = await newCohort(ask, { title, people: of, sessions });
  await ask('POST', 'instructors', { cohort: made.cohort.name, account: `accounts/~${teacher.userName}` });
  return { ...made, path: `/o/demo/cohorts/${made.id}/attendance` };
}

const recordedOf = async ({ cohort }) => (await ask('GET', `attendances?pageSize=1000&filter=${encodeURIComponent(`cohort = ${cohort.name}`)}`)).attendances ?? [];
const saved = (page) => page.getByText('Everything is saved.').waitFor();

// A keyboard that counts.
function keysOf(page) {
  const keys = { count: 0 };
  keys.press = async (key, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      keys.count += 1;
      await page.keyboard.press(key);
    }
  };
  return keys;
}

test('the attendance of a cohort and of a session is accessible', async (t) => {
  const made = await taught('Law 1', { of: people.slice(0, 12), sessions: 8 });
  const marks = ['PRESENT', 'LATE', 'ABSENT', 'EXCUSED', 'LEFT_EARLY'];
  const requests = made.sessions.slice(1).flatMap(({ name }, session) =>
    people.slice(0, 12).map(({ name: participant }, index) => ({ parent: PARENT, attendance: { session: name, participant, code: `ATTENDANCE_CODE_${marks[(index * session) % 7] ?? 'PRESENT'}` } })),
  );
  await ask('POST', 'attendances:batchCreate', { requests });
  const page = await openPage(t, { signedIn: teacher });
  await inspect(page, made.path, 'attendance');
  await inspect(page, `${made.path}?session=${idOf(made.sessions[0])}`, 'attendance-session');
});

test('the attendance of forty is taken with fewer than sixty keys, through a dropped connection, once', async (t) => {
  const made = await taught('Law 2');
  const page = await openPage(t, { signedIn: teacher, expected: ['net::ERR'] });
  await page.goto(`${made.path}?session=${idOf(made.sessions[0])}`);
  await settled(page);

  // Of the first request the answer is lost: it was done, and nobody has heard.
  let lost = 0;
  await page.route('**/attendances:batchCreate', async (route) => {
    lost += 1;
    if (lost > 1) return route.fallback();
    await route.fetch();
    return route.abort('connectionreset');
  });
  const keys = keysOf(page);
  await page.locator('h1').focus();
  while (!(await page.locator('[role=gridcell]:focus').count())) await keys.press('Tab');
  await keys.press('ArrowDown', 3);
  await keys.press('a'); // the 4th; the next line follows by itself
  await keys.press('ArrowDown', 4);
  await keys.press('l'); // the 9th
  await keys.press('.'); // the 10th, too
  await saved(page);

  await page.context().setOffline(true);
  await keys.press('ArrowDown', 12);
  await keys.press('e'); // the 23rd
  await keys.press('r');
  await page.getByText('No connection. 37 marks are kept here').waitFor();
  await page.context().setOffline(false);
  await saved(page);

  assert.ok(lost >= 2, 'the lost answer was asked for again');
  t.diagnostic(`${keys.count} keys for a session of 40`);
  assert.ok(keys.count < 60, `${keys.count} keys`);
  const recorded = await recordedOf(made);
  const of = (index) => recorded.find(({ participant }) => participant === people[index - 1].name).code.replace('ATTENDANCE_CODE_', '');
  assert.deepEqual([of(1), of(4), of(9), of(10), of(23), of(40)], ['PRESENT', 'ABSENT', 'LATE', 'LATE', 'EXCUSED', 'PRESENT']);
  assert.equal(recorded.length, 40);
  // The first version of each: none was written twice.
  assert.deepEqual([...new Set(recorded.map(({ etag }) => etag.slice(0, 3)))], ['"1.']);
});

test('what waits survives a reload', async (t) => {
  const made = await taught('Law 3', { of: people.slice(0, 5) });
  const page = await openPage(t, { signedIn: teacher, expected: ['net::ERR'] });
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`${made.path}?session=${idOf(made.sessions[0])}`);
  await page.route('**/attendances:batchCreate', (route) => route.abort('connectionrefused'));
  await page.locator('[data-place="0 0"]').focus();
  await page.keyboard.press('r');
  await page.getByText('No connection. 5 marks are kept here').waitFor();
  await page.unroute('**/attendances:batchCreate');
  await page.reload();
  await settled(page);
  await saved(page);
  assert.equal((await recordedOf(made)).length, 5);
});

for (const language of ['en', 'ar-XB']) {
  test(`the session of today is in view where there are many before it and after it (${language})`, async (t) => {
    const made = await taught(`Law 8 ${language}`, { of: people.slice(0, 2), sessions: 20 });
    const later = Array.from({ length: 10 }, (_, index) => [1, 2].map((hours) => new Date(Date.now() + ((index + 1) * 24 + hours) * 3_600_000).toISOString()));
    await ask('POST', 'sessions:batchCreate', { requests: later.map(([startTime, endTime]) => ({ parent: PARENT, session: { cohort: made.cohort.name, startTime, endTime } })) });
    const page = await openPage(t, { signedIn: teacher, width: 700 });
    await page.goto(`${made.path}?language=${language}`);
    const [frame, names, cell] = await Promise.all(['.frame.sheet', 'thead .name', '[data-place="0 19"]'].map((place) => page.locator(place).boundingBox()));
    const [from, to] = language === 'en' ? [names.x + names.width, frame.x + frame.width] : [frame.x, names.x];
    assert.ok(cell.x >= from && cell.x + cell.width <= to, `${cell.x} is not between ${from} and ${to}`);
    await look(page, `attendance-today-${language}`);
  });
}

test('ranges, repeats, undo and redo', async (t) => {
  const made = await taught('Law 4', { of: people.slice(0, 5), sessions: 3 });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  const marks = () => page.locator('[role=gridcell] .key').allTextContents().then((texts) => texts.join(''));
  await page.locator('[data-place="0 2"]').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('a');
  assert.equal(await marks(), 'AAAAAA');
  await page.keyboard.press('Control+z');
  assert.equal(await marks(), '');
  await page.keyboard.press('Control+y');
  assert.equal(await marks(), 'AAAAAA');
  await saved(page);
  // What is recorded is withdrawn, and recorded anew.
  const codes = async () => (await recordedOf(made)).map(({ code }) => code.replace('ATTENDANCE_CODE_', '')).join(' ');
  await page.keyboard.press('Control+z');
  assert.equal(await marks(), '');
  await saved(page);
  assert.equal(await codes(), '');
  await page.keyboard.press('Control+y');
  await saved(page);
  assert.equal(await codes(), 'ABSENT ABSENT ABSENT ABSENT ABSENT ABSENT');
});

test('the delete key withdraws what is recorded, and undo brings it back', async (t) => {
  const made = await taught('Law 7', { of: people.slice(0, 3) });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 0"]').focus();
  await page.keyboard.press('l');
  await page.keyboard.press('a');
  await saved(page);
  await page.locator('[data-place="0 0"]').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('status').filter({ hasText: 'Not recorded.' }).waitFor({ state: 'attached' });
  await saved(page);
  const codes = async () => (await recordedOf(made)).map(({ code }) => code);
  assert.deepEqual(await codes(), ['ATTENDANCE_CODE_ABSENT']);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('[data-place="0 0"] .key').textContent(), '');
  await page.locator('[data-place="1 0"]').focus();
  await page.keyboard.press('Delete');
  await saved(page);
  assert.deepEqual(await codes(), []);
  await page.keyboard.press('Control+z');
  await saved(page);
  assert.deepEqual(await codes(), ['ATTENDANCE_CODE_ABSENT']);
});

test('two who mark the same person see both marks, and one of them decides', async (t) => {
  const made = await taught('Law 5', { of: people.slice(0, 3) });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="1 0"]').focus();
  await ask('POST', 'attendances:batchCreate', { requests: [{ parent: PARENT, attendance: { session: made.sessions[0].name, participant: people[1].name, code: 'ATTENDANCE_CODE_ABSENT' } }] });
  await page.keyboard.press('p');
  const trouble = page.getByRole('region', { name: 'One mark is not recorded' });
  await trouble.getByText('You marked “Present”, and somebody else recorded “Absent” in between.').waitFor();
  await trouble.getByRole('button', { name: 'Keep mine: “Present”' }).click();
  await saved(page);
  await trouble.waitFor({ state: 'detached' });
  assert.deepEqual((await recordedOf(made)).map(({ code }) => code), ['ATTENDANCE_CODE_PRESENT']);
});

test('a grid of two hundred answers each key, and only a part of it is in the page', async (t) => {
  const many = await newPeople(ask, 200);
  const made = await taught('Law 6', { of: many, sessions: 10 });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 9"]').focus();
  await page.evaluate(() => {
    window.delays = [];
    addEventListener('keydown', () => {
      const pressed = performance.now();
      requestAnimationFrame(() => setTimeout(() => window.delays.push(performance.now() - pressed)));
    }, true);
  });
  for (let press = 0; press < 60; press += 1) await page.keyboard.press('p');
  await page.locator('[data-place="60 9"]:focus').waitFor();
  const delays = await page.evaluate(() => window.delays.sort((one, other) => one - other));
  t.diagnostic(`key to paint, ms: middle ${delays[30].toFixed(1)}, worst ${delays.at(-1).toFixed(1)}`);
  assert.ok((await page.locator('tbody [role=gridcell]').count()) < 600);
  await page.keyboard.press('Control+End');
  await page.locator('[data-place="199 9"]:focus').waitFor();
  await saved(page);
  assert.equal((await recordedOf(made)).length, 60);
});

test('who only reads cannot mark', async (t) => {
  const made = await taught('Law 7', { of: people.slice(0, 2) });
  const page = await openPage(t, { signedIn: 'commander', path: made.path });
  await page.locator('[data-place="0 0"]').focus();
  await page.keyboard.press('p');
  assert.equal(await page.getByRole('button', { name: 'Rest present' }).count(), 0);
  assert.equal(await page.locator('[data-place="0 0"] .key').textContent(), '');
});
