// Reports texts that are malformed, missing in a language or used nowhere, and ids of
// texts that are nowhere. English has everything; the areas of ENGLISH_ALONE nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, Visitor } from '@fluent/syntax';
import { textsOf } from './fluent.mjs';

const LANGUAGES = ['sq', 'sr-Latn', 'ru', 'ka'];
const ENGLISH_ALONE = new Set(['design']);
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'src');
const wrong = [];

class Variables extends Visitor {
  names = new Set();
  visitVariableReference(node) {
    this.names.add(node.id.name);
  }
}

const variablesOf = (message) => {
  const found = new Variables();
  found.visit(message);
  return [...found.names].sort().join(' ');
};

// By id; what cannot be read is reported.
function messagesOf(area, language) {
  const file = join(root, 'texts', area, `${language}.ftl`);
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    wrong.push(`${area}/${language}.ftl: is missing`);
  }
  const messages = new Map();
  for (const entry of parse(text, {}).body) {
    if (entry.type === 'Junk') wrong.push(`${area}/${language}.ftl: cannot be read: ${entry.content.split('\n')[0]}`);
    if (entry.type !== 'Message') continue;
    if (messages.has(entry.id.name)) wrong.push(`${area}/${language}.ftl: ${entry.id.name} is there twice`);
    messages.set(entry.id.name, entry);
  }
  return messages;
}

function compare(area, language, english) {
  const messages = messagesOf(area, language);
  for (const [id, message] of english) {
    if (!messages.has(id)) wrong.push(`${area}/${language}.ftl: ${id} is missing`);
    else if (variablesOf(messages.get(id)) !== variablesOf(message)) wrong.push(`${area}/${language}.ftl: ${id} speaks of other things than in English`);
  }
  for (const id of messages.keys()) if (!english.has(id)) wrong.push(`${area}/${language}.ftl: ${id} is not in English`);
}

const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(svelte|ts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'))
  .join('\n');
// `role-${…}` uses all that begins with `role-`.
const prefixes = [...sources.matchAll(/`([a-z][a-z-]*-)\$\{/g)].map((match) => match[1]);
const isUsed = (id) => sources.includes(`'${id}'`) || prefixes.some((prefix) => id.startsWith(prefix));

const all = new Set();
for (const area of readdirSync(join(root, 'texts'))) {
  const english = messagesOf(area, 'en');
  for (const id of english.keys()) {
    if (all.has(id)) wrong.push(`${area}/en.ftl: ${id} is in another area too`);
    all.add(id);
    if (!isUsed(id)) wrong.push(`${area}/en.ftl: ${id} is used nowhere`);
  }
  if (!ENGLISH_ALONE.has(area)) for (const language of LANGUAGES) compare(area, language, english);
  for (const language of ['sr-Cyrl', 'ar-XB']) textsOf(join(root, 'texts', area), language);
}
for (const [, id] of sources.matchAll(/\bt\(\s*'([a-z-]+)'/g)) if (!all.has(id)) wrong.push(`the text ${id} is nowhere`);
// What a role may do is told by a text for each permission of docs/roles.md.
const roles = JSON.parse(readFileSync(join(root, 'api', 'roles.json'), 'utf8'));
for (const permission of new Set(Object.values(roles).flatMap((may) => Object.keys(may)))) {
  const id = `accounts-may-${permission.toLowerCase().replaceAll('_', '-')}`;
  if (!all.has(id)) wrong.push(`accounts/en.ftl: ${id} is missing: docs/roles.md has the permission`);
}

for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exit(1);
console.log(`${all.size} texts in ${LANGUAGES.length + 1} languages are whole`);
