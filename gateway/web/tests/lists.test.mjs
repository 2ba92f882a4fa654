import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { beginning, filterOf } = client('api/filter');
const { all, allOf, parts } = client('api/all');
const { Pages } = client('ui/pages.svelte');
const { nextOrder, orderOf } = client('ui/table');
const { isNarrowed, filtersOf, listFilter } = client('pages/people/filters');

test('a filter compares what is asked for, and no value ends its quotes', () => {
  assert.equal(filterOf({ state: 'ACTIVE', sex: '', unit: undefined }), 'state = "ACTIVE"');
  assert.equal(filterOf({ display_name: '" OR state = "LEFT', key: 'a\\' }), 'display_name = "\\" OR state = \\"LEFT" AND key = "a\\\\"');
  assert.equal(filterOf({}), '');
  assert.equal(beginning('  Ana '), 'Ana*');
  assert.equal(beginning('  '), undefined);
});

test('the list of people is narrowed by what stands in the address', () => {
  const filters = filtersOf(new URLSearchParams('q=Ana&unit=u1&sex=FEMALE&strange=1'));
  assert.equal(listFilter('demo', filters), 'unit_subtree = "organizations/demo/units/u1" AND sex = "FEMALE"');
  assert.equal(isNarrowed(filters), true);
  assert.equal(isNarrowed(filtersOf(new URLSearchParams('order=display_name'))), false);
});

// Pages of a list by their tokens; each is answered when the test says so.
function shelf(pages) {
  const asked = [];
  const load = (token) => new Promise((resolve, reject) => asked.push({ token, answer: () => resolve(pages[token]), fail: reject }));
  return { asked, load };
}

test('a list is read page by page, to its end and not beyond', async () => {
  const tokens = [];
  const pages = new Pages(async (token) => {
    tokens.push(token);
    return token === '' ? { items: [1, 2], next: 'two' } : { items: [3], next: '' };
  });
  assert.equal(pages.empty, false, 'before it was read nobody knows that it is empty');
  await pages.restart();
  assert.deepEqual([pages.items, pages.more], [[1, 2], true]);
  await pages.next();
  await pages.next();
  assert.deepEqual([pages.items, pages.more], [[1, 2, 3], false]);
  assert.deepEqual(tokens, ['', 'two']);
});

test('what was asked for by an earlier filter is not shown when it comes late', async () => {
  const { asked, load } = shelf({ '': { items: ['late'], next: '' } });
  let filter = 'old';
  const pages = new Pages(async (token) => (filter === 'old' ? load(token) : { items: ['new'], next: '' }));
  const first = pages.restart();
  filter = 'new';
  await pages.restart();
  asked[0].answer();
  await first;
  assert.deepEqual(pages.items, ['new']);
  assert.equal(pages.loading, false);
});

test('a page that fails leaves what is there, and an empty list is not one that failed', async () => {
  let fails = false;
  const pages = new Pages(async () => {
    if (fails) throw new Error('away');
    return { items: [1], next: 'two' };
  });
  await pages.restart();
  fails = true;
  await pages.next();
  assert.deepEqual([pages.items, pages.error.message, pages.more], [[1], 'away', true]);
  const none = new Pages(async () => Promise.reject(new Error('away')));
  await none.restart();
  assert.equal(none.empty, false);
  const left = new Pages(async () => Promise.reject(new DOMException('', 'AbortError')));
  await left.restart();
  assert.equal(left.error, undefined, 'a page that is left complains of nothing');
});

test('all of a short list is read, and one without an end is cut and says so', async () => {
  const load = async (token) => ({ items: [Number(token)], next: Number(token) < 3 ? String(Number(token) + 1) : '' });
  assert.deepEqual(await all(load), [0, 1, 2, 3]);
  assert.deepEqual(await allOf(async () => ({ items: [1], next: 'more' }), 2), { items: [1, 1], whole: false });
  assert.deepEqual(parts([1, 2, 3], 2), [[1, 2], [3]]);
  assert.deepEqual(parts([], 2), []);
});

test('a column turns from one order to the other', () => {
  assert.equal(nextOrder('', 'hours'), 'hours');
  assert.equal(nextOrder('hours', 'hours'), 'hours desc');
  assert.deepEqual([orderOf('hours desc', 'hours'), orderOf('hours', 'hours'), orderOf('name', 'hours'), orderOf('name', undefined)], ['descending', 'ascending', 'none', undefined]);
});
