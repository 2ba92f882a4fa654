// Texts: `src/texts/<area>/<language>.ftl`. What a language does not say yet is said in
// English, Serbian Cyrillic is written from Serbian Latin, and the pseudo-language from
// English. All of that is done here, once, so that a browser loads one file for an area.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Resource, parse, serialize, Transformer } from '@fluent/syntax';
import { toCyrillic } from './cyrillic.mjs';
import { toPseudo } from './pseudo.mjs';

// `sr-Cyrl` and `ar-XB` have no files of their own.
const DERIVED = { 'sr-Cyrl': { from: 'sr-Latn', write: toCyrillic }, 'ar-XB': { from: 'en', write: toPseudo } };

class Texts extends Transformer {
  constructor(write) {
    super();
    this.write = write;
  }
  visitTextElement(node) {
    node.value = this.write(node.value);
    return node;
  }
}

function read(folder, language) {
  const file = join(folder, `${language}.ftl`);
  return existsSync(file) ? parse(readFileSync(file, 'utf8'), { withSpans: false }) : parse('', {});
}

const messages = (resource) => resource.body.filter((entry) => entry.type === 'Message' || entry.type === 'Term');
const key = (entry) => entry.type + entry.id.name;

// The frame of all pages also says what other areas call their pages in the navigation.
function labelsOf(folder, language) {
  const others = readdirSync(dirname(folder)).filter((area) => area !== basename(folder));
  return others.flatMap((area) => entriesOf(join(dirname(folder), area), language)).filter(({ id }) => id.name.startsWith('nav-'));
}

// The texts of one area in one language, complete.
export function textsOf(folder, language) {
  const entries = entriesOf(folder, language);
  if (basename(folder) === 'shell') entries.push(...labelsOf(folder, language));
  return serialize(new Resource(entries), {});
}

function entriesOf(folder, language) {
  const derived = DERIVED[language];
  const own = read(folder, derived?.from ?? language);
  if (derived) new Texts(derived.write).visit(own);
  const all = new Map(messages(read(folder, 'en')).map((entry) => [key(entry), entry]));
  for (const entry of messages(own)) all.set(key(entry), entry);
  return [...all.values()].map((entry) => Object.assign(entry, { comment: null }));
}

export function fluent() {
  return {
    name: 'waymark-fluent',
    enforce: 'pre',
    load(id) {
      const [file, query] = id.split('?');
      if (!file.endsWith('.ftl')) return null;
      const language = new URLSearchParams(query).get('language') ?? 'en';
      for (const source of ['en', 'sq', 'sr-Latn', 'ru', 'ka']) this.addWatchFile(join(dirname(file), `${source}.ftl`));
      return `export default ${JSON.stringify(textsOf(dirname(file), language))};`;
    },
  };
}
