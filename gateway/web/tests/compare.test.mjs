import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { comparisonOf } = client('pages/people/compare');

const facts = (values) => Object.entries(values).map(([label, value]) => ({ label, value }));
const marks = (mine, theirs) => comparisonOf(facts(mine), facts(theirs)).map(({ label, mark }) => `${label} ${mark}`);

test('what two records say of the same field is the same, or differs', () => {
  assert.deepEqual(comparisonOf(facts({ name: 'Ana', sex: 'Female' }), facts({ name: 'Ana Marku', sex: 'Female' })), [
    { label: 'name', mine: 'Ana', theirs: 'Ana Marku', mark: 'differs' },
    { label: 'sex', mine: 'Female', theirs: 'Female', mark: 'same' },
  ]);
});

test('what one record alone says contradicts nothing, and what none says is left out', () => {
  assert.deepEqual(marks({ born: '1990', phone: '', address: '' }, { born: '', phone: '111', address: '' }), ['born alone', 'phone alone']);
});

test('of what is hidden in one record nobody claims that it is the same or differs', () => {
  assert.deepEqual(marks({ name: 'Ana', born: '', phone: '111' }, { name: undefined, born: undefined, phone: '111' }), ['name hidden', 'phone same']);
});
