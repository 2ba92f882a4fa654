import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toCyrillic } from '../tools/cyrillic.mjs';
import { textsOf } from '../tools/fluent.mjs';
import { client } from './client.mjs';

globalThis.document = { documentElement: {} };
const { needTexts, speak, t } = client('i18n/texts.svelte');
const { dayName, hours, moment, partialDate } = client('i18n/format');
const { bestOf, CHOICES, languageOf } = client('i18n/languages');
const { englishNames, renamed } = client('i18n/names');

const TEXTS = new URL('../src/texts/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'waymark-texts.'));
after(() => rmSync(folder, { recursive: true }));

// The texts of an area, by language.
function area(name, texts) {
  mkdirSync(join(folder, name));
  for (const [language, text] of Object.entries(texts)) writeFileSync(join(folder, name, `${language}.ftl`), text);
  return join(folder, name);
}

test('what a language does not say yet is said in English', () => {
  const people = area('people', { en: 'people-one = One\npeople-two = Two { $count }\n', sq: 'people-one = Një\n' });
  assert.equal(textsOf(people, 'sq'), 'people-one = Një\npeople-two = Two { $count }\n');
  assert.equal(textsOf(people, 'ka'), textsOf(people, 'en'), 'a language without a file speaks English');
});

test('Serbian Cyrillic is written from Latin, and what it speaks of stays', () => {
  const serbian = area('serbian', { en: 'serbian-a = People { $count }\n', 'sr-Latn': 'serbian-a = Ljudi { $count }\n' });
  assert.equal(textsOf(serbian, 'sr-Cyrl'), 'serbian-a = Људи { $count }\n');
});

test('Serbian Cyrillic leaves in Latin what is typed as it stands', () => {
  assert.equal(toCyrillic('uvozi: waymark import rungs.'), 'увози: waymark import rungs.');
  assert.equal(toCyrillic('accounts/… ili participants/0190a2c4-…'), 'accounts/… или participants/0190a2c4-…');
  assert.equal(toCyrillic('Na primer unit.changed. Zona Europe/Belgrade, zemlja RS.'), 'На пример unit.changed. Зона Europe/Belgrade, земља RS.');
  assert.equal(toCyrillic('https://… bez WAYMARK_SMTP_SERVER'), 'https://… без WAYMARK_SMTP_SERVER');
  assert.equal(toCyrillic('njihovi podaci i/ili webhook'), 'њихови подаци и/или webhook');
});

test('no word of Serbian Cyrillic mixes two scripts', () => {
  const seam = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
  const words = readdirSync(TEXTS).flatMap((name) => textsOf(join(TEXTS, name), 'sr-Cyrl').split(/\P{L}+/u));
  assert.ok(words.length > 1000);
  assert.deepEqual(words.filter((word) => seam.test(word)), []);
});

test('a text that is nowhere is its own id, and one that is says what it is given', async () => {
  await needTexts('shell');
  await speak('en');
  assert.equal(t('no-such-text'), 'no-such-text');
  assert.equal(t('pager-all', { shown: '7' }), '7 in all');
});

test('of the languages somebody wants the first that there is is spoken', () => {
  assert.equal(languageOf('sr'), 'sr-Cyrl');
  assert.equal(languageOf('sr-Latn-ME'), 'sr-Latn');
  assert.equal(languageOf('fr'), undefined);
  assert.equal(bestOf([undefined, 'fr-FR', 'ka-GE', 'ru']), 'ka');
  assert.equal(bestOf(['fr']), 'en');
});

test('a date is told as precisely as it is known', async () => {
  await speak('en');
  assert.deepEqual(['2024', '2024-03', '2024-03-09', '', undefined].map(partialDate), ['2024', 'March 2024', '9 Mar 2024', '', '']);
  await speak('ru');
  assert.equal(partialDate('2024-03'), 'март 2024 г.');
});

test('where a browser does not know a language, months and weekdays have names of our own', () => {
  const own = { month: 'jan shk mar pri maj qer korr gush sht tet nën dhj'.split(' '), weekday: 'hën mar mër enj pre sht die'.split(' ') };
  const told = (at) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
      .formatToParts(at)
      .map((part) => renamed(part, englishNames('short'), own))
      .join('');
  assert.deepEqual(own.month.map((_, month) => told(Date.UTC(2026, month, 5))), own.month.map((name) => `5 ${name} 2026`));
  const weekday = (at) => new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).formatToParts(at).map((part) => renamed(part, englishNames('short'), own)).join('');
  assert.deepEqual(own.weekday.map((_, day) => weekday(Date.UTC(2024, 0, 1 + day))), own.weekday);
});

test('the names of months and weekdays are whole in every language', async () => {
  for (const language of CHOICES) {
    await speak(language);
    for (const width of ['long', 'short']) {
      assert.equal(t(`months-${width}`).split(', ').length, 12, language);
      assert.equal(t(`weekdays-${width}`).split(', ').length, 7, language);
    }
  }
});

test('hours are told by their ends, or by the one that is known', async () => {
  await speak('en');
  const [start, end] = [new Date(2026, 10, 23, 9, 5), new Date(2026, 10, 23, 12)].map((at) => at.toISOString());
  assert.equal(hours(start, end), '09:05–12:00');
  assert.equal(hours(start, undefined), '09:05');
  assert.equal(hours(undefined, undefined), '');
});

test('among words from right to left a date keeps the order of its parts', async () => {
  await speak('ar-XB');
  const at = new Date(2026, 10, 26, 9, 5);
  for (const text of [partialDate('2026-11-26'), moment(at.toISOString()), dayName(at), hours(at.toISOString(), undefined)]) {
    assert.match(text, /^\u2068[^\u2068]+\u2069$/);
  }
  assert.equal(partialDate(''), '');
});
