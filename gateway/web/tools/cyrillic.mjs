// Serbian Latin to Serbian Cyrillic.

const DIGRAPHS = { lj: 'љ', nj: 'њ', dž: 'џ' };
const LETTERS = {
  a: 'а', b: 'б', c: 'ц', č: 'ч', ć: 'ћ', d: 'д', đ: 'ђ', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'ј', k: 'к', l: 'л',
  m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', š: 'ш', t: 'т', u: 'у', v: 'в', z: 'з', ž: 'ж',
};
// What stays in Latin: addresses and ids (https://…, accounts/…, unit.changed, WAYMARK_URL), commands,
// abbreviations, codes, and names that have no other form.
const KEPT = [
  /https?:\/\/[\w./:-]*/,
  /\b(?:accounts|participants|Europe)\/[\w-]*/,
  /\b[a-z]+\.[a-z]\w*/,
  /\b[A-Z]+(?:_[A-Z]+)+\b/,
  /\bwaymark(?: [a-z-]+){1,2}/,
  /\b(?:[A-Z]{2,}(?:-\d+)?|Cyrl|Geor|Latn|disability|English|Shqip|Waymark|webhook|Webhook)\b/,
];
const LATIN = new RegExp(`(${KEPT.map(({ source }) => source).join('|')})`);
// Where two letters are two sounds: at the seam of a prefix or in words of foreign origin.
const APART = [/(in)(jek)/gi, /(kon)(junk)/gi, /(tan)(jug)/gi, /(na)(d)(ži)/gi, /(o)(d)(žal)/gi];

function letter(text) {
  const lower = text.toLowerCase();
  const cyrillic = DIGRAPHS[lower] ?? LETTERS[lower];
  if (!cyrillic) return text;
  return text[0] === text[0].toLowerCase() ? cyrillic : cyrillic.toUpperCase();
}

function word(text) {
  const SEAM = '\u0000';
  const parted = APART.reduce((done, seam) => done.replace(seam, (...groups) => groups.slice(1, -2).join(SEAM)), text);
  return parted.replace(/lj|nj|dž|\p{L}/giu, letter).replaceAll(SEAM, '');
}

// Of what is split by a pattern in brackets, every second part is what it found.
export const toCyrillic = (text) =>
  text
    .split(LATIN)
    .map((part, i) => (i % 2 ? part : word(part)))
    .join('');
