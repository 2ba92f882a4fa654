import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { client } from './client.mjs';

globalThis.document ??= { documentElement: {} };
const { needTexts, speak } = client('i18n/texts.svelte');
const { cohortsFinding, disclosureText, finding, pairFinding, saidText, tableOf } = client('pages/evaluation/words');
const { smallCounts, widestGap } = client('pages/evaluation/funnel');
const { funnelQuery, selectionOf } = client('pages/evaluation/selection');
const { Figures } = client('pages/evaluation/figures.svelte');
const { Choices } = client('pages/evaluation/choices.svelte');
const { setHooks } = client('api/send');

const group = (key, enrolled, completed, graduated, promoted = 0, inCommand = 0, others = {}) => ({
  key,
  label: key,
  row: { key, enrolled, completed, graduated, promoted, inCommand, inActingCommand: 0, graduatedDayUnknown: 0, ...others },
});

let answers; // of the API, by a part of its address: what it says, or a status
beforeEach(() => {
  setHooks({ signInAgain: async () => undefined, pageSignal: () => new AbortController().signal });
  globalThis.fetch = async ({ url }) => {
    const [, said] = Object.entries(answers).find(([part]) => decodeURIComponent(url).includes(part)) ?? [];
    return typeof said === 'number' ? new Response('{}', { status: said }) : new Response(JSON.stringify(said ?? {}));
  };
});

before(async () => {
  await speak('en');
  await needTexts('evaluation');
});

test('groups are even only when their shares are written alike, and only those of ten or more are spoken of', () => {
  const total = group('_T', 2003, 2000, 1004);
  const near = [group('one', 1000, 1000, 500), group('two', 1000, 1000, 504), group('few', 3, 0, 0), total];
  assert.match(finding(near, 0), /groups of 10 persons or more, most often graduated: two \(50.4%\); least often: one \(50%\). 0.4 percentage points/);
  const alike = [group('one', 1000, 1000, 500), group('two', 100, 60, 50), group('few', 3, 0, 0), total];
  assert.match(finding(alike, 0), /^Of the groups of 10 persons or more, all graduated equally often \(50%\)/);
});

test('of a few persons counts are told, no shares', () => {
  const told = pairFinding(group('one', 4, 4, 4), group('other', 1, 1, 0));
  assert.match(told, /one 4 of 4, other 0 of 1/);
  assert.doesNotMatch(told, /%|percentage/);
  const whole = finding([group('_T', 4, 4, 1)], 0);
  assert.match(whole, /^Of 4 persons enrolled, 1 graduated; after that/);
  assert.doesNotMatch(whole, /%/);
  assert.match(cohortsFinding([group('one', 4, 4, 4), group('two', 3, 1, 1)], group('_T', 7, 5, 5), 0), /^Of 7 persons enrolled/);
});

test('of what is withheld no share is made, in sentences, pictures, tables and files', () => {
  const hidden = group('F', 40, undefined, 20, 0, 0, { promoted: undefined });
  assert.equal(saidText(hidden.row, 'completed'), 'c');
  assert.equal(saidText(hidden.row, 'graduated'), '20 · 50%');
  assert.equal(saidText({ graduated: 7 }, 'graduated'), '7');
  const { columns, rows } = tableOf([hidden], 'Sex');
  assert.equal(rows[0].length, columns.length);
  assert.deepEqual(rows[0], ['F', 40, 'c', 20, 'c', 0, 0, 0, 'c', 50, 'c', 0]);
  assert.match(finding([group('_T')], 5), /not told: it would tell of fewer than 5/);
  assert.match(finding([group('_T', 60, 50, undefined)], 5), /^Of 60 persons enrolled, not all counts are told/);
  assert.equal(widestGap({ enrolled: 40 }, { enrolled: 40 }), undefined);
  assert.match(pairFinding(group('one', 40, undefined, 20), group('other', 40, undefined, 20)), /counts are withheld/);
});

test('the note says what protects whom: small exact counts of every kind by the limit of the answer', () => {
  const acting = [group('_T', 100, 100, 100, 0, 0, { inActingCommand: 7, graduatedDayUnknown: 9 })];
  assert.equal(smallCounts(acting, 5), 0);
  assert.equal(smallCounts(acting, 10), 2);
  assert.match(disclosureText(acting, { minCell: 10 }), /2 exact counts are below 10/);
  assert.match(disclosureText(acting, { minCell: 5, withheldBelow: 0 }), /^Not protected: these are exact counts/);
  assert.match(disclosureText(acting, { minCell: 10, withheldBelow: 10 }), /^c: withheld.*fewer than 10.*not protected/);
});

test('an attribute is a dimension once it is named', () => {
  const of = (query) => funnelQuery('demo', selectionOf(new URLSearchParams(query)));
  assert.deepEqual(of('by=attribute&attribute=disability'), { by: 'attribute:disability' });
  assert.deepEqual(of('by=attribute'), {});
});

test('figures are about what was counted, whatever was chosen since', async () => {
  const figures = new Figures();
  const [first, second] = ['by=sex', 'by=age_band'].map((query) => selectionOf(new URLSearchParams(query)));
  answers = { 'by=sex': { rows: [{ key: '_T', enrolled: 3 }] }, 'by=age_band': 400 };
  await figures.count('demo', first);
  await figures.count('demo', second);
  assert.ok(figures.error);
  assert.deepEqual(figures.counted, first);
  await figures.count('demo', first);
  assert.equal(figures.error, undefined);
  assert.equal(figures.funnel.rows[0].enrolled, 3);
});

test('choices go on to the last page, and cohorts are those of the programme', async () => {
  const choices = new Choices();
  answers = {
    'pageToken=next': { units: [{ name: 'organizations/demo/units/2' }], programmes: [] },
    '/units': { units: [{ name: 'organizations/demo/units/1' }], nextPageToken: 'next' },
    '/programmes': { programmes: [] },
  };
  await choices.load('demo');
  assert.equal(choices.units.length, 2);
  assert.equal(choices.cut, false);
  answers = {
    'cohorts?pageSize=1000&pageToken=&filter=course = organizations/demo/courses/a': { cohorts: [{ name: 'organizations/demo/cohorts/x', course: 'organizations/demo/courses/a' }] },
    '/courses': { courses: [{ name: 'organizations/demo/courses/a' }] },
  };
  await choices.narrow('demo', { programme: 'p', course: '' });
  assert.deepEqual(choices.cohorts.map(({ name }) => name), ['organizations/demo/cohorts/x']);
  answers = { '/courses': {}, '/cohorts': { cohorts: [{ name: 'organizations/demo/cohorts/y' }], nextPageToken: 'more' } };
  await choices.narrow('demo', { programme: '', course: '' });
  assert.equal(choices.cut, true);
  assert.equal(choices.cohorts.length, 20);
});
