import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { careerOf, standing } = client('pages/people/career');

const step = (type, effectiveOn, what = {}) => ({ type: `CAREER_EVENT_TYPE_${type}`, effectiveOn, ...what });
const posts = (...events) => careerOf(events).posts.map(({ name, from, until, acting }) => `${name} ${from} ${until ?? 'now'}${acting ? ' acting' : ''}`);
const chief = step('APPOINTMENT', '2002-01-01', { post: 'chief', unit: 'north' });

test('who moves to another unit leaves the post, and who is lent to one does not', () => {
  assert.deepEqual(posts(chief, step('TRANSFER', '2003-01-01', { unit: 'south' })), ['chief 2002-01-01 2003-01-01']);
  assert.deepEqual(posts(chief, step('DEMOTION', '2003-01-01', { unit: 'south', rung: 'officer' })), ['chief 2002-01-01 2003-01-01']);
  assert.deepEqual(posts(chief, step('TRANSFER', '2003-01-01', { unit: 'north' })), ['chief 2002-01-01 now']);
  assert.deepEqual(posts(chief, step('SECONDMENT', '2003-01-01', { unit: 'south' })), ['chief 2002-01-01 now']);
});

test('a post of which no unit is known is kept', () => {
  assert.deepEqual(posts({ ...chief, unit: undefined }, step('TRANSFER', '2003-01-01', { unit: 'south' })), ['chief 2002-01-01 now']);
});

test('what never happened stands no more, nor does what says so', () => {
  const mistake = { ...chief, supersededBy: 'voided' };
  assert.deepEqual(standing([mistake, step('VOIDED', '2002-01-01', { supersedes: 'mistake' })]), []);
});

test('of one day a correction takes the place of what it corrects', () => {
  const hire = step('HIRE', '2002-01-01', { name: 'e/1', rung: 'officer', supersededBy: 'e/3' });
  const promotion = step('PROMOTION', '2002-01-01', { name: 'e/2', rung: 'sergeant' });
  const correction = step('HIRE', '2002-01-01', { name: 'e/3', rung: 'cadet', supersedes: 'e/1', supersededBy: 'e/4' });
  const again = step('HIRE', '2002-01-01', { name: 'e/4', rung: 'private', supersedes: 'e/3' });
  assert.deepEqual(careerOf([hire, promotion, correction, again]).ranks, [{ name: 'sergeant', from: '2002-01-01', until: undefined, acting: false }]);
});
