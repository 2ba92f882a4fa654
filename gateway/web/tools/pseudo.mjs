// English made longer, strange and right to left: what is not translated, cut off or laid
// out for one direction is seen.

const STRANGE = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç' };
const RIGHT_TO_LEFT = '\u202E';
const END = '\u202C';

export function toPseudo(text) {
  return text.replace(/[A-Za-z][A-Za-z ]*[A-Za-z]|[A-Za-z]/g, (words) => {
    const strange = words.replace(/[aeiouAEIOUnc]/g, (letter) => STRANGE[letter]);
    return RIGHT_TO_LEFT + strange.replace(/[áéíóú]/g, '$&$&') + END;
  });
}
