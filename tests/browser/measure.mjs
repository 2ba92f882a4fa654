// The goals of the web client and what is measured of them, on this processor and on one
// that is made slower, as a cheap phone's (see tests/bench/web).
import { chromium } from 'playwright-core';
import { newCohort, newPeople, registrar } from './cohort.mjs';
import { URL_OF_SUITE, newPerson } from './people.mjs';
import { follow, settled, signIn } from './lib.mjs';

const SLOWDOWNS = [1, 4]; // times, of the processor
const SLOW_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }; // ms, bytes/s: bad 3G

const browser = await chromium.launch({ executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// A page of a browser of its own, on a processor so many times slower.
async function pageOn(slowdown) {
  const page = await browser.newPage({ baseURL: URL_OF_SUITE, locale: 'en', viewport: { width: 1280, height: 800 } });
  await follow(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, devtools };
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
const sum = (list) => list.reduce((total, { sent }) => total + sent, 0);

// Half of the times are no longer, one in twenty is longer, the longest.
function spread(times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0).padStart(4);
  return `median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`;
}

async function firstLoad(slowdown) {
  const { page } = await pageOn(slowdown);
  await page.goto('/');
  await page.getByRole('heading').waitFor();
  await settled(page);
  const { files, paint, shown } = await page.evaluate(() => ({
    files: performance
      .getEntriesByType('resource')
      .map(({ name, encodedBodySize, decodedBodySize }) => ({ name: new URL(name).pathname, sent: encodedBodySize, read: decodedBodySize })),
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    shown: performance.now(),
  }));
  if (slowdown === SLOWDOWNS[0]) {
    console.log('sent, kB  read, kB  file');
    for (const { name, sent, read } of files) console.log(`${kilobytes(sent)}  ${kilobytes(read)}  ${name}`);
  }
  console.log(`${kilobytes(sum(files.filter(({ name }) => name.endsWith('.js'))))} kB of compressed scripts (goal: 90)`);
  console.log(`first paint after ${Math.round(paint)} ms, all there after ${Math.round(shown)} ms`);
}

// From picture to picture, while the list runs by. At 60 pictures a second each takes 17 ms.
async function longList(slowdown) {
  const { page } = await pageOn(slowdown);
  await page.goto('/design');
  await page.getByRole('region', { name: 'Ten thousand people' }).waitFor();
  await settled(page);
  const times = await page.getByRole('region', { name: 'Ten thousand people' }).evaluate(async (frame) => {
    const picture = () => new Promise(requestAnimationFrame);
    const found = [];
    let before = await picture();
    for (let count = 0; count < 300; count += 1) {
      frame.scrollTop += 180; // px: as fast as a wheel turns
      const now = await picture();
      found.push(now - before);
      before = now;
    }
    return found;
  });
  console.log(`a list of 10,000 scrolled, a picture: ${spread(times)} (goal: smooth, 17)`);
}

// From the key, as the browser has it, to the end of the picture that shows the mark.
async function attendance(page, path) {
  await page.goto(path);
  await settled(page);
  await page.evaluate(() => {
    window.times = [];
    const { port1, port2 } = new MessageChannel();
    const begun = [];
    port1.onmessage = () => window.times.push(performance.now() - begun.shift());
    addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => begun.push(timeStamp) && port2.postMessage(0)), { capture: true });
  });
  await page.locator('[data-place="0 0"]').focus();
  for (let count = 0; count < 40; count += 1) await page.keyboard.press(count % 7 ? 'p' : 'a');
  const times = await page.evaluate(() => window.times);
  console.log(`a key in the attendance grid of 40 by 8, to its picture: ${spread(times)} (goal: 50)`);
}

// From the click to the skeleton, and to the page, whose code has to come over the line.
async function slowLine(page, devtools) {
  await page.goto('/o/demo');
  await settled(page);
  await devtools.send('Network.emulateNetworkConditions', SLOW_LINE);
  await page.evaluate(() => {
    window.seen = {};
    const look = (began, what, selector) => {
      if (!(what in window.seen) && document.querySelector(selector)) requestAnimationFrame((now) => (window.seen[what] ??= now - began));
    };
    addEventListener('click', ({ timeStamp }) => {
      new MutationObserver(() => {
        look(timeStamp, 'skeleton', 'main .skeleton');
        if (window.seen.skeleton) look(timeStamp, 'page', 'main h1');
      }).observe(document.querySelector('main'), { childList: true, subtree: true });
    }, { capture: true, once: true });
  });
  await page.getByRole('link', { name: 'Courses' }).click();
  await page.waitForFunction(() => window.seen.page);
  const { skeleton, page: whole } = await page.evaluate(() => window.seen);
  console.log(`over a line of ${SLOW_LINE.latency} ms and ${SLOW_LINE.downloadThroughput / 1000} kB/s: the skeleton after ${skeleton.toFixed(0)} ms (goal: 100), the page after ${whole.toFixed(0)} ms`);
}

const ask = await registrar();
const people = await newPeople(ask, 40);
const person = await newPerson('registrar');
for (const slowdown of SLOWDOWNS) {
  console.log(`--- on a processor ${slowdown} times slower`);
  await firstLoad(slowdown);
  await longList(slowdown);
  const { id } = await newCohort(ask, { title: `Measured ${slowdown}`, people, sessions: 8 });
  const { page, devtools } = await pageOn(slowdown);
  await page.goto('/');
  await signIn(page, person);
  await attendance(page, `/o/demo/cohorts/${id}/attendance`);
  await slowLine(page, devtools);
  await page.close();
}
await browser.close();
