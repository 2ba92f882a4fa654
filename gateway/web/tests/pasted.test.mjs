import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { idsIn, outcomeOf } = client('pages/cohorts/enrolling');
const { placed, scoreIn, tableIn } = client('pages/results/paste');

test('a pasted list is one number a line, whatever the line ends with and whatever follows', () => {
  assert.deepEqual(idsIn('DP-1\nDP-2\r\n\r\n  DP-3  \n'), ['DP-1', 'DP-2', 'DP-3']);
  assert.deepEqual(idsIn('DP-1\tAna Kovač\nDP-2;Goran\n"DP-3",Nino'), ['DP-1', 'DP-2', 'DP-3']);
  assert.deepEqual(idsIn(' \n\n'), []);
});

test('what became of a line is told by the reason, and a strange one is not taken for another', () => {
  assert.equal(outcomeOf('COHORT_FULL'), 'full');
  assert.equal(outcomeOf('ENROLMENT_OPEN_UNIQUE'), 'already');
  assert.equal(outcomeOf('DATABASE_UNAVAILABLE'), 'other');
});

test('a table of a spreadsheet has lines and cells, and empty cells stay where they are', () => {
  assert.deepEqual(tableIn('70\t\t81\r\n 65 \t9\t\r\n'), [['70', '', '81'], ['65', '9', '']]);
  assert.deepEqual(tableIn('70'), [['70']]);
});

test('pasted cells go below and beside the place of the paste, and those beyond the last row or column are counted', () => {
  const { cells, beyond } = placed([['70', '80'], ['60', '90']], { row: 1, column: 2 }, ['A', 'B', ''], 4);
  assert.deepEqual(cells.map(({ row, column, text }) => [row, column, text]), [[1, 2, '70'], [1, 3, '80'], [2, 2, '60'], [2, 3, '90']]);
  assert.equal(beyond, 0);
  assert.equal(placed([['70'], ['60'], ['50'], ['']], { row: 1, column: 0 }, ['A', 'B'], 1).beyond, 2, 'an empty cell is nothing that was left out');
  const wide = placed([['70', '80', '90']], { row: 0, column: 1 }, ['A'], 2);
  assert.deepEqual([wide.cells, wide.beyond], [[{ row: 0, column: 1, text: '70' }], 2]);
});

test('where each pasted line begins with a number of a person, it goes to that person', () => {
  const numbers = ['A', 'B', 'C'];
  const { cells, lines, beyond } = placed([['C', '70'], ['A', '80']], { row: 1, column: 0 }, numbers, 1);
  assert.deepEqual(cells, [{ row: 2, column: 0, text: '70' }, { row: 0, column: 0, text: '80' }]);
  assert.deepEqual([lines, beyond], [[], 0]);
});

test('a heading, a number that nobody has here and one that comes again are not placed, and all others are', () => {
  const numbers = ['A', '', 'C'];
  const table = [['Number', 'Score'], ['C', '70'], ['D', '80'], ['', '65'], ['A', '90'], ['C', '10'], ['', '']];
  const { cells, lines } = placed(table, { row: 0, column: 0 }, numbers, 1);
  assert.deepEqual(cells, [{ row: 2, column: 0, text: '70' }, { row: 0, column: 0, text: '90' }]);
  assert.deepEqual(lines, ['Number Score', 'D 80', '65', 'C 10']);
});

test('a column of scores is no column of numbers, even where somebody has such a number', () => {
  const { cells, lines } = placed([['70'], ['80']], { row: 0, column: 0 }, ['80', '70'], 1);
  assert.deepEqual(cells, [{ row: 0, column: 0, text: '70' }, { row: 1, column: 0, text: '80' }]);
  assert.deepEqual(lines, []);
});

test('a score has a point or a comma, and nothing else is a score', () => {
  assert.deepEqual(['70', ' 70,5 ', '70.5', '0'].map(scoreIn), [70, 70.5, 70.5, 0]);
  assert.deepEqual(['', '-1', '7O', '1e3', '70,5,1', 'Infinity'].map(scoreIn), Array(6).fill(undefined));
});
