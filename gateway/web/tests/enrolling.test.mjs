import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { askedFor, leftOf } = client('pages/cohorts/enrolling');

const textOf = ({ displayName }) => displayName;
const outcomesOf = (answers) => answers.map(({ id, outcome }) => [id, outcome]);

test('of two who bear one name and have no number both are enrolled', () => {
  const found = [{ name: 'organizations/o/participants/1', displayName: 'Ana' }, { name: 'organizations/o/participants/2', displayName: 'Ana' }];
  assert.deepEqual(outcomesOf(askedFor('o', [], found, textOf)), [['Ana', 'other'], ['Ana', 'other']]);
  assert.deepEqual(outcomesOf(askedFor('o', ['Ana'], found.slice(0, 1), textOf)), [['Ana', 'other'], ['Ana', 'other']], 'a number that is somebody’s name');
});

test('who stands in the list twice, or in it and among those found, is asked for once', () => {
  const found = [{ name: 'organizations/o/participants/1', externalId: 'N/1', displayName: 'Ana' }];
  const asked = askedFor('o', ['N/1', 'N/2', 'N/2'], found, textOf);
  assert.deepEqual(outcomesOf(asked), [['N/1', 'other'], ['N/2', 'other'], ['N/2', 'twice'], ['N/1', 'twice']]);
  assert.equal(asked[0].participant, 'organizations/o/participants/~N%2F1');
});

test('who was refused stays where they were: in the list, or among those found', () => {
  const person = { name: 'organizations/o/participants/1', displayName: 'Ana' };
  const [listed, byName, done] = askedFor('o', ['N-1'], [person, { name: 'organizations/o/participants/2', displayName: 'Goran' }], textOf);
  const answers = [{ ...listed, outcome: 'unknown' }, { ...byName, outcome: 'full' }, { ...done, outcome: 'enrolled' }];
  assert.deepEqual(leftOf(answers), { list: 'N-1', found: [person] });
});
