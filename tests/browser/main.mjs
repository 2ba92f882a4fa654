// Runs all tests in one process, with one browser. Arguments are parts of names of files.
import { readdirSync } from 'node:fs';
import { after } from 'node:test';
import { closeBrowser } from './lib.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.mjs')).sort();

after(closeBrowser);
for (const file of files) {
  if (wanted.length === 0 || wanted.some((part) => file.includes(part))) await import(`./${file}`);
}
