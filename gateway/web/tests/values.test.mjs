import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { csvOf, linesOf } = client('ui/files');
const { missingIn, partsOf, textOf } = client('ui/date');
const { programOf } = client('pages/account/program');

const textIn = async (lines) => (await csvOf(lines).text()).replace(/^\uFEFF/, '');

test('a file of cells is RFC 4180: quotes where they are needed, and the mark that spreadsheets look for', async () => {
  assert.equal(await textIn([['a', 'b,c', 'd"e', 'f\ng'], [1, -2.5, '', 'ë']]), 'a,"b,c","d""e","f\ng"\r\n1,-2.5,,ë\r\n');
  assert.deepEqual([...new Uint8Array(await csvOf([]).arrayBuffer()).slice(0, 3)], [0xef, 0xbb, 0xbf]);
});

test('what a spreadsheet would take for a formula is a text, and a number stays a number', async () => {
  assert.equal(await textIn([['=1+1', '+1', '-1', '@x', '\tx', 'a=b', -1]]), "'=1+1,'+1,'-1,'@x,'\tx,a=b,-1\r\n");
});

test('signs that only turn words around on the screen are not in a file', async () => {
  assert.equal(await textIn([['\u206826 Nov 2026\u2069', 'of \u2068Ana\u2069']]), '26 Nov 2026,of Ana\r\n');
});

test('the lines of a table are its headings and what its cells say', () => {
  const columns = [{ id: 'a', label: 'A', text: ({ a }) => a }, { id: 'b', label: 'B', text: () => '—' }];
  assert.deepEqual(linesOf(columns, [{ a: 'x' }]), [['A', 'B'], ['x', '—']]);
});

test('a date keeps the precision that it was given', () => {
  for (const date of ['2024', '2024-03', '2024-03-09', '']) assert.equal(textOf(partsOf(date)), date);
  assert.deepEqual(partsOf('2024-03-09'), { year: '2024', month: '3', day: '9' });
  assert.equal(textOf({ year: '987', month: '3', day: '' }), '0987-03');
});

test('a date that is half typed says what is missing, and drops nothing of it', () => {
  assert.equal(missingIn({ year: '2024', month: '', day: '9' }), 'month');
  assert.equal(missingIn({ year: '', month: '3', day: '' }), 'year');
  assert.equal(missingIn({ year: '2024', month: '', day: '' }), undefined);
  const halves = { '2024--09': { year: '2024', month: '', day: '9' }, '-03-09': { year: '', month: '3', day: '9' }, '-03': { year: '', month: '3', day: '' }, '--09': { year: '', month: '', day: '9' } };
  for (const [text, parts] of Object.entries(halves)) {
    assert.equal(textOf(parts), text);
    assert.deepEqual(partsOf(text), parts);
  }
});

test('a session is told by the browser and the system, a program by its own name', () => {
  const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
  assert.equal(programOf(CHROME), 'Chrome 126 · Linux');
  assert.equal(programOf(`${CHROME} Edg/126.0`), 'Edge 126 · Linux');
  assert.equal(programOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36'), 'Chrome 126 · Android');
  assert.equal(programOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'), 'Safari 17 · iOS');
  assert.equal(programOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0'), 'Firefox 127 · Windows');
  assert.equal(programOf('waymark/0.1'), 'waymark/0.1');
  assert.equal(programOf(undefined), '');
});
