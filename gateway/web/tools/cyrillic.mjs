// Serbian Latin to Serbian Cyrillic.

const DIGRAPHS = { lj: 'љ', nj: 'њ', dž: 'џ' };
const LETTERS = {
  a: 'а', b: 'б', c: 'ц', č: 'ч', ć: 'ћ', d: 'д', đ: 'ђ', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'ј', k: 'к', l: 'л',
  m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', š: 'ш', t: 'т', u: 'у', v: 'в', z: 'з', ž: 'ж',
};
// Names, abbreviations and file formats that Serbian keeps in Latin.
const KEPT = /\b(Waymark|TOTP|CSV|PNG|SVG|API|HTML|QR|URL|ID|English|Shqip)\b/;
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

export function toCyrillic(text) {
  return text
    .split(new RegExp(KEPT, 'g'))
    .map((part) => (KEPT.test(part) ? part : word(part)))
    .join('');
}
