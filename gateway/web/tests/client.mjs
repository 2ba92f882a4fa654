// Modules of the client without a browser: built as for the browser, but for Node.js.
import { mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const MODULES = [
  'api/all', 'api/filter', 'api/problem', 'api/send', 'i18n/format', 'i18n/languages', 'i18n/names', 'i18n/texts.svelte', 'pages/account/program',
  'pages/cohorts/enrolling', 'pages/evaluation/choices.svelte', 'pages/evaluation/figures.svelte', 'pages/evaluation/funnel', 'pages/evaluation/selection',
  'pages/evaluation/words', 'pages/people/career', 'pages/people/compare', 'pages/people/filters', 'pages/results/paste', 'ui/changes', 'ui/date', 'ui/files',
  'ui/pages.svelte', 'ui/table',
];
const root = fileURLToPath(new URL('..', import.meta.url));
// Beside node_modules, where packages are found.
const outDir = mkdtempSync(`${root}built.`);
process.on('exit', () => rmSync(outDir, { recursive: true }));

// Where the pages would be.
globalThis.location ??= { origin: 'https://waymark.example' };

const input = Object.fromEntries(MODULES.map((name) => [name, `src/${name}.ts`]));
await build({ root, logLevel: 'error', build: { ssr: true, outDir, emptyOutDir: true, copyPublicDir: false, rollupOptions: { input, output: { entryFileNames: '[name].mjs' } } } });
const built = new Map(await Promise.all(MODULES.map(async (name) => [name, await import(`${outDir}/${name}.mjs`)])));

export const client = (name) => built.get(name);
