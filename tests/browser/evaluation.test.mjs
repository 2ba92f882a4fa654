import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { newCohort, newPeople, registrar } from './cohort.mjs';
import { ORGANIZATION, ask, eventually, inspect, openPage, personOf, settled, signIn, tokenOf } from './lib.mjs';

const STEPS = ['enrolled', 'completed', 'graduated', 'promoted', 'inCommand'];
// Exact, unless asked with the token of somebody who may not read all records.
const funnelOf = (query, token) => ask('GET', `/v1/organizations/${ORGANIZATION}:funnel?${query}`, undefined, token);

// The names of everybody in the demonstration organization.
async function namesOfPeople() {
  const text = await readFile(new URL('../../deploy/demo/participants.csv', import.meta.url), 'utf8');
  const [head, ...rows] = text.trim().split('\n').map((line) => line.split(','));
  assert.equal(head[1], 'display_name');
  return rows.map(([, name]) => name);
}

// The cells of the table behind a picture, by the label of their row.
async function tableOf(figure) {
  const rows = await figure.locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
  return new Map(cells.map(([label, ...values]) => [label, values]));
}

async function saved(page, figure, kind) {
  const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name: kind, exact: true }).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test('the figures of programmes are accessible, grouped or not', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator' });
  await inspect(page, '/o/demo/evaluation', 'evaluation');
  await inspect(page, '/o/demo/evaluation?by=sex', 'evaluation-sex');
  await inspect(page, '/o/demo/evaluation?by=age_band', 'evaluation-age');
});

test('the figures are those of the API, and what is chosen stands in the address', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: '/o/demo/evaluation' });
  await page.getByLabel('Grouped by').selectOption('sex');
  await page.waitForURL('**by=sex');
  const section = page.locator('section', { has: page.locator('#funnel') });
  await section.getByRole('heading', { name: /Sex/ }).waitFor();
  await section.getByRole('button', { name: 'Show the table' }).click();
  await section.getByRole('rowheader', { name: 'Female' }).waitFor();
  const table = await tableOf(section);
  const { rows } = await funnelOf('by=sex', await tokenOf(page));
  assert.ok(rows.some((row) => row.inCommand === undefined), 'something is withheld from an evaluator');
  const labels = { F: 'Female', M: 'Male', _U: 'Unknown', _T: 'Total' };
  assert.equal(table.size, rows.length);
  for (const row of rows) {
    assert.deepEqual(table.get(labels[row.key]).slice(0, STEPS.length), STEPS.map((step) => String(row[step] ?? 'c')), row.key);
  }
  await page.reload();
  assert.equal(await page.getByLabel('Grouped by').inputValue(), 'sex');
});

test('a period without enrolments says so, one that ends before it begins too', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: '/o/demo/evaluation?from=2001-01-01&to=2001-12-31' });
  await page.getByText('Nobody was enrolled here').waitFor();
  await page.getByLabel('Enrolled until').fill('2000-01-01');
  await page.getByLabel('Enrolled until').blur();
  await page.getByText('The last day is before the first.').waitFor();
});

test('two groups are compared, and the pair stands in the address', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: '/o/demo/evaluation?by=age_band' });
  await page.getByLabel('First group').selectOption('25-34');
  await page.getByLabel('Second group').selectOption('_T');
  await page.waitForURL('**other=_T');
  const section = page.locator('section', { has: page.locator('#pair') });
  await section.getByText(/25-34 .* Total/).first().waitFor();
});

test('a programme is chosen: its courses, its cohorts and its figures, and what is chosen stands in the address', async (t) => {
  const ofRegistrar = await registrar();
  const outside = await newCohort(ofRegistrar, { title: 'Outside the programme', people: await newPeople(ofRegistrar, 3), sessions: 0 });
  await eventually('those outside are counted', async () => (await funnelOf('by=cohort')).rows.some(({ key, enrolled }) => key === outside.cohort.name && enrolled === 3));
  const { programmes } = await ask('GET', `/v1/organizations/${ORGANIZATION}/programmes`);
  const programme = programmes.find(({ externalId }) => externalId === 'COMMAND');
  const totalOf = ({ rows }) => rows.find(({ key }) => key === '_T');
  const [inside, all] = [totalOf(await funnelOf(`programme=${programme.name}`)), totalOf(await funnelOf(''))];
  assert.ok(inside.enrolled > 0 && inside.enrolled <= all.enrolled - 3);

  const page = await openPage(t, { signedIn: 'commander', path: '/o/demo/evaluation' });
  const section = page.locator('section', { has: page.locator('#funnel') });
  await section.getByText(`Of ${all.enrolled} persons enrolled`).first().waitFor();
  await page.getByLabel('Programme').selectOption({ label: programme.title });
  await page.waitForURL(new RegExp(`programme=${programme.name.split('/').at(-1)}`));
  await section.getByText(`Of ${inside.enrolled} persons enrolled, ${inside.graduated} graduated`).first().waitFor();
  await section.getByRole('heading', { name: programme.title }).waitFor();
  const choicesOf = (label) => page.getByLabel(label, { exact: true }).locator('option').allTextContents();
  await eventually('its courses alone can be chosen', async () => (await choicesOf('Course')).join() === 'All courses,Leadership for Operational Command');
  const cohorts = await choicesOf('Cohort');
  assert.ok(cohorts.includes('Leadership 2024') && !cohorts.includes('Outside the programme'), cohorts.join());

  await page.getByLabel('Cohort', { exact: true }).selectOption({ label: 'Leadership 2024' });
  await page.waitForURL(/cohort=/);
  await page.reload();
  // Which there are comes after the page.
  await page.getByLabel('Programme').locator('option:checked', { hasText: programme.title }).waitFor({ state: 'attached' });
  // Another programme has other cohorts: what was chosen of this one does not stay.
  await page.getByLabel('Programme').selectOption({ label: 'All programmes' });
  await page.waitForURL((url) => !url.searchParams.has('programme') && !url.searchParams.has('cohort'));
  await eventually('all can be chosen again', async () => (await choicesOf('Cohort')).includes('Outside the programme'));
});

test('what a spreadsheet would take for a formula is a text in the file', async (t) => {
  const registrar = await openPage(t, { signedIn: 'registrar' });
  const title = `=HYPERLINK("x", "${process.pid}-${Date.now()}")`;
  const of = `organizations/${ORGANIZATION}`;
  const { courses } = await ask('GET', `/v1/${of}/courses?pageSize=1`);
  const cohort = await ask('POST', `/v1/${of}/cohorts`, { course: courses[0].name, title, startsOn: '2025-03-03', state: 'COHORT_STATE_RUNNING' });
  const enrolment = { participant: `${of}/participants/~DP-1005`, cohort: cohort.name, state: 'ENROLMENT_STATE_ACTIVE', enrolledOn: '2025-03-03' };
  await ask('POST', `/v1/${of}/enrolments`, enrolment, await tokenOf(registrar));
  await eventually('the cohort is counted', async () => (await funnelOf('by=cohort')).rows.some(({ key }) => key === cohort.name));

  const page = await openPage(t, { signedIn: 'commander', path: '/o/demo/evaluation?by=cohort', acceptDownloads: true });
  const figure = page.locator('section', { has: page.locator('#funnel') });
  await figure.getByRole('button', { name: 'Show the table' }).click();
  await figure.getByRole('rowheader', { name: title }).waitFor();
  const { content } = await saved(page, figure, 'CSV');
  assert.ok(content.toString().includes(`\r\n"'${title.replaceAll('"', '""')}",1,`));
});

test('an evaluator reads and exports figures, and no name of anybody comes to the browser', async (t) => {
  const seen = [];
  const page = await openPage(t, { acceptDownloads: true });
  const reading = [];
  page.on('response', (response) => reading.push(response.text().then((text) => seen.push([response.url(), text]), () => undefined)));
  await signIn(page, await personOf('evaluator'));
  const show = async (path) => {
    await page.goto(path);
    await settled(page);
    seen.push([path, await page.content()]);
  };
  await show('/o/demo');
  for (const by of ['', 'sex', 'age_band', 'cohort', 'course', 'unit&level=2']) await show(`/o/demo/evaluation?by=${by}`);

  await page.goto('/o/demo/evaluation?by=sex');
  const figure = page.locator('section', { has: page.locator('#funnel') });
  await figure.getByText('withheld, because').first().waitFor();
  const [csv, svg, png] = [await saved(page, figure, 'CSV'), await saved(page, figure, 'SVG'), await saved(page, figure, 'PNG')];
  assert.match(csv.name, /^waymark-demo-funnel-sex-\d{4}-\d\d-\d\d\.csv$/);
  const lines = csv.content.toString().split('\r\n');
  assert.equal(csv.content.subarray(0, 3).toString('hex'), 'efbbbf');
  assert.match(lines[0], /From enrolment to command/);
  assert.ok(lines.some((line) => line.includes('Counted on')) && lines.some((line) => line.includes('withheld, because')));
  const { rows } = await funnelOf('by=sex', await tokenOf(page));
  const total = rows.find(({ key }) => key === '_T');
  assert.ok(lines.some((line) => line.startsWith(`Total,${STEPS.map((step) => total[step] ?? 'c').join()},`)));
  assert.match(svg.content.toString(), /^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg".*From enrolment to command.*Counted on/s);
  assert.ok(!svg.content.toString().includes('var(--'), 'the colours are written out');
  assert.equal(png.content.subarray(1, 4).toString(), 'PNG');
  for (const { name, content } of [csv, svg]) seen.push([name, content.toString()]);

  await Promise.all(reading);
  const state = await page.context().storageState({ indexedDB: true }).catch(() => page.context().storageState());
  seen.push(['storage', JSON.stringify([state, await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }])])]);
  assert.ok(seen.some(([where]) => where.includes(':funnel')), 'the answers were looked at');
  const people = await namesOfPeople();
  for (const [where, text] of seen) {
    for (const name of people) assert.ok(!text.includes(name), `${name} in ${where}`);
    assert.ok(!text.includes(`organizations/${ORGANIZATION}/participants/`), `a person in ${where}`);
  }
});
