import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { changedFields, contested, differencesOf, merged } = client('ui/changes');

const BEFORE = { title: 'Law', code: 'L', hours: undefined, courses: ['a'] };

test('only what differs was changed: nothing and an empty text are the same', () => {
  assert.deepEqual(changedFields(BEFORE, { ...BEFORE }), []);
  assert.deepEqual(changedFields(BEFORE, { ...BEFORE, hours: '' }), []);
  assert.deepEqual(changedFields(BEFORE, { ...BEFORE, code: '', hours: 0, courses: ['a', 'b'] }), ['code', 'hours', 'courses']);
});

test('what was typed comes upon what others have saved, and undoes none of it', () => {
  const mine = { ...BEFORE, title: 'Law 2' };
  const theirs = { ...BEFORE, code: 'LAW', hours: 8 };
  assert.deepEqual(merged(BEFORE, mine, theirs), { title: 'Law 2', code: 'LAW', hours: 8, courses: ['a'] });
  assert.deepEqual(contested(BEFORE, mine, theirs), []);
  assert.deepEqual(changedFields(theirs, merged(BEFORE, mine, theirs)), ['title']);
});

test('a value that was taken away is one that was typed, also where a store of texts keeps none', () => {
  const kept = JSON.parse(JSON.stringify({ before: { ...BEFORE, hours: 8 }, mine: { ...BEFORE, hours: undefined } }));
  assert.equal(merged(kept.before, kept.mine, { ...BEFORE, hours: 8 }).hours, undefined);
});

test('a field is contested when both have changed it, and not to the same', () => {
  const mine = { ...BEFORE, title: 'Mine', code: 'X' };
  assert.deepEqual(contested(BEFORE, mine, { ...BEFORE, title: 'Theirs', code: 'X', hours: 3 }), ['title']);
  assert.deepEqual(contested(BEFORE, { ...BEFORE }, { ...BEFORE, title: 'Theirs' }), []);
});

test('two versions are shown by every labelled field that differs', () => {
  const labels = { title: 'Title', code: 'Code', hours: 'Hours', courses: 'Courses' };
  assert.deepEqual(differencesOf(labels, { ...BEFORE, hours: 3 }, { ...BEFORE, courses: ['a', 'b'] }), [
    { field: 'hours', label: 'Hours', mine: '3', theirs: '' },
    { field: 'courses', label: 'Courses', mine: 'a', theirs: 'a,b' },
  ]);
});
