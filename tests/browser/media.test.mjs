// What the pages are on paper, in the colours that somebody forces on them, and without motion.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PARENT, newCohort, newPeople, registrar } from './cohort.mjs';
import { ask as askAsAdministrator, eventually, look, openPage, settled } from './lib.mjs';

const PAPER = { width: 703, height: 1020 }; // px: A4 upright within its margins
const ACROSS = { width: 1016, height: 703 }; // on its side

let ask;
let people;
let made;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 40);
  made = await newCohort(ask, { title: 'Paper 1', people, sessions: 8, examination: true });
  const requests = made.sessions.flatMap(({ name: session }) =>
    people.map(({ name: participant }, index) => ({ parent: PARENT, attendance: { session, participant, code: `ATTENDANCE_CODE_${index === 1 ? 'ABSENT' : 'PRESENT'}` } })),
  );
  await ask('POST', 'attendances:batchCreate', { requests });
  const results = people.slice(0, 39).map(({ name: participant }) => ({ parent: PARENT, result: { assessment: made.assessment.name, participant, score: 72 } }));
  await ask('POST', 'results:batchCreate', { requests: results });
});

const idOf = ({ name }) => name.slice(name.lastIndexOf('/') + 1);

// The page as it is printed by somebody who has chosen dark for the screen.
async function onPaper(t, path, name, { role = 'registrar', paper = PAPER } = {}) {
  const page = await openPage(t, { signedIn: role, path });
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  await page.setViewportSize(paper);
  await settled(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await look(page, `paper-${name}`);
  const [ground, ink] = await page.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]);
  assert.deepEqual([ground, ink], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'], 'paper is white');
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= paper.width, 'it is as wide as the paper');
  assert.equal(await page.getByRole('button').count(), 0, 'there is nothing to click');
  assert.equal(await page.getByRole('navigation').count(), 0, 'nor to go to');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

// How each sheet of paper lies that the browser makes of the page.
async function sheetsOf(page) {
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => (Number(width) > Number(height) ? 'across' : 'upright'));
}

const shown = (page, text) => page.getByText(text).first().waitFor();

test('an attendance sheet has all of forty on paper, and says what its letters mean', async (t) => {
  const page = await onPaper(t, `/o/demo/cohorts/${made.id}/attendance`, 'attendance');
  assert.equal(await page.locator('tbody tr').count(), 40);
  await shown(page, 'P Present · A Absent · L Late · E Excused · X Left early');
  await page.emulateMedia({ media: 'screen' });
  await eventually('on the screen only those near the window are there', async () => (await page.locator('tbody [role=gridcell]').count()) < 40 * 8);
});

test('what is too wide for upright paper lies on its side, and is whole', async (t) => {
  const attendance = `/o/demo/cohorts/${made.id}/attendance`;
  const grid = await onPaper(t, attendance, 'attendance-across', { paper: ACROSS });
  const sheets = await sheetsOf(grid);
  assert.ok(sheets.length > 0 && sheets.every((lies) => lies === 'across'), sheets.join());
  const single = await onPaper(t, `${attendance}?session=${idOf(made.sessions[0])}`, 'attendance-session');
  assert.ok((await sheetsOf(single)).every((lies) => lies === 'upright'));
  const term = await newCohort(ask, { title: 'Paper 2', people: people.slice(0, 3), sessions: 32 });
  await onPaper(t, `/o/demo/cohorts/${term.id}/attendance`, 'attendance-many', { paper: ACROSS });
});

test('the figures of a funnel are printed on their side, its picture is not', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: '/o/demo/evaluation?by=sex' });
  await settled(page);
  assert.equal((await sheetsOf(page))[0], 'upright');
  await page.getByRole('button', { name: 'Show the table' }).first().click();
  assert.equal((await sheetsOf(page))[0], 'across');
});

test('the sheet of one session is printed with its words', async (t) => {
  const page = await onPaper(t, `/o/demo/cohorts/${made.id}/attendance?session=${idOf(made.sessions[0])}`, 'attendance-session');
  assert.equal(await page.locator('tbody').getByText('Present', { exact: true }).count(), 39);
  await shown(page, 'Absent: 1');
});

test('results are printed as they are, with nothing to fill in', async (t) => {
  const page = await onPaper(t, `/o/demo/cohorts/${made.id}/results`, 'results');
  assert.equal(await page.getByRole('textbox').count(), 40);
  assert.equal(await page.getByRole('textbox').first().evaluate((field) => getComputedStyle(field).borderTopWidth), '0px');
  assert.equal(await page.getByText('Type the scores').isVisible(), false);
});

test('the list of a graduation says on paper why somebody does not pass', async (t) => {
  const page = await onPaper(t, `/o/demo/cohorts/${made.id}/graduation`, 'graduation');
  await shown(page, 'Attendance of at least 80%: attended 0% of all sessions.');
  await shown(page, 'At least 60 points in Final examination: nothing recorded yet.');
  await shown(page, 'Would graduate: 38');
});

test("a person's timeline, the funnel and the overview are printed", async (t) => {
  const { participants } = await askAsAdministrator('GET', '/v1/organizations/demo/participants?filter=external_id%20%3D%20%22DP-1031%22');
  const person = await onPaper(t, `/o/demo/people/${idOf(participants[0])}`, 'timeline');
  await shown(person, 'Graduated: Leadership for Operational Command');
  assert.equal(await person.getByRole('tab', { name: 'Training' }).count(), 0);
  const figures = await onPaper(t, '/o/demo/evaluation?by=sex', 'funnel', { role: 'commander' });
  await shown(figures, /most often graduated/);
  await figures.locator('figure').getByText(/^Counted on/).first().waitFor();
  assert.equal(await figures.getByRole('img').count(), 3);
  await shown(await onPaper(t, '/o/demo', 'home'), 'What came of the training');
});

// In the colours that somebody has chosen for all pages.
async function forced(page, path) {
  await page.goto(path);
  await page.emulateMedia({ forcedColors: 'active' });
  await settled(page);
}
const styleOf = (locator, property) => locator.evaluate((element, name) => getComputedStyle(element)[name], property);

test('in forced colours what is chosen is told from what is not', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  await forced(page, '/account');
  const ground = await styleOf(page.locator('html'), 'backgroundColor');
  // The line below what is chosen is seen, those below the others are not.
  const expectChosen = async (chosen, other) => {
    assert.notEqual(await styleOf(chosen, 'borderBottomColor'), ground);
    assert.equal(await styleOf(other, 'borderBottomColor'), ground);
  };
  await expectChosen(page.getByRole('tab', { selected: true }), page.getByRole('tab', { selected: false }).first());
  await look(page, 'forced-account');
  await forced(page, `/o/demo/cohorts/${made.id}/attendance`);
  const here = page.getByRole('navigation', { name: 'Pages of this cohort' }).locator('[aria-current]');
  const elsewhere = page.getByRole('navigation', { name: 'Pages of this cohort' }).getByRole('link', { name: 'People' });
  await expectChosen(here, elsewhere);
  // A mark is a letter, whatever its colour.
  assert.match((await page.locator('[role=gridcell] .key').allTextContents()).join(''), /^[PA]+$/);
  await look(page, 'forced-attendance');
});

test('in forced colours bars and marks are seen, and pictures keep their patterns', async (t) => {
  const page = await openPage(t, { signedIn: 'commander' });
  await forced(page, '/o/demo/careers');
  const bar = page.locator('ol .bar').last();
  assert.notEqual(await styleOf(bar, 'backgroundColor'), await styleOf(page.locator('ol.card'), 'backgroundColor'));
  await look(page, 'forced-careers');
  await forced(page, '/o/demo/evaluation?by=sex');
  const fills = await page.getByRole('img').first().locator('rect').evaluateAll((bars) => bars.map((one) => getComputedStyle(one).fill).filter((fill) => fill.startsWith('url(')));
  assert.ok(new Set(fills).size > 1, 'each group has its pattern');
  await look(page, 'forced-evaluation');
});

test('nothing moves for who wants no motion', async (t) => {
  const moving = (page) => page.evaluate(() => document.getAnimations().filter((one) => one.effect.getTiming().iterations === Infinity).length);
  const page = await openPage(t, { path: '/design', reducedMotion: 'no-preference' });
  await page.getByRole('button', { name: 'Busy' }).waitFor();
  assert.ok((await moving(page)) > 1, 'others see that something goes on');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await eventually('it stands still', async () => (await moving(page)) === 0);
  assert.equal(await styleOf(page.getByRole('button', { name: 'Plain' }), 'transitionDuration'), '0s');
});
