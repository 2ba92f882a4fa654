// The first load: its files as they come over the line, and when the page is there.
import { chromium } from 'playwright-core';

const SLOWDOWN = 4; // times, of the processor

const browser = await chromium.launch({ executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
await page.goto(process.env.WAYMARK_URL);
await page.getByRole('heading').waitFor();
await page.waitForLoadState('networkidle');

const { files, paint, shown } = await page.evaluate(() => ({
  files: performance
    .getEntriesByType('resource')
    .map(({ name, encodedBodySize, decodedBodySize }) => ({ name: new URL(name).pathname, sent: encodedBodySize, read: decodedBodySize })),
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  shown: performance.now(),
}));
await browser.close();

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
const sum = (list) => list.reduce((total, { sent }) => total + sent, 0);
console.log('sent, kB  read, kB  file');
for (const { name, sent, read } of files) console.log(`${kilobytes(sent)}  ${kilobytes(read)}  ${name}`);
console.log(`${kilobytes(sum(files.filter(({ name }) => name.endsWith('.js'))))}            all scripts`);
console.log(`first paint after ${Math.round(paint)} ms, all there after ${Math.round(shown)} ms, on a processor ${SLOWDOWN} times slower`);
