// Runs all tests of the client that need no browser, in one process. Arguments are parts of
// names of files.
import { readdirSync } from 'node:fs';
import './client.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.mjs')).sort();

for (const file of files) {
  if (wanted.length === 0 || wanted.some((part) => file.includes(part))) await import(`./${file}`);
}
