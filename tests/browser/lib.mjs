// What the tests share: a browser, somebody who has signed in, and what has to be true of
// every page: no error on the console, no report of the content policy, no violation that
// axe finds, in each language and theme that is looked at.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { PASSWORD, URL_OF_SUITE, personOf } from './people.mjs';

export { ORGANIZATION, ask, newAccount, newPerson, personOf, totp } from './people.mjs';

const CHROMIUM = process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium';
const PICTURES = process.env.WAYMARK_PICTURES;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const RULES_OF_COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
// A page that was looked at stays in the last.
const LANGUAGES = ['ar-XB', 'en'];
const THEMES = ['light', 'dark'];

let browser;

async function theBrowser() {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
}

// What the page complains of. Answers that a test provokes are told by `expected`: parts
// of lines that the console may have.
function listen(page, expected) {
  const complaints = [];
  const add = (text) => {
    if (!expected.some((part) => text.includes(part))) complaints.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') add(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => add(error.stack ?? error.message));
  return complaints;
}

// Of a page, what was asked for and not answered, how often it asked, and which document it
// shows: of what the one before asked for, the end is not always told.
const asked = new WeakMap();

export async function follow(page) {
  const asks = { open: new Map(), times: 0, shown: '' };
  asked.set(page, asks);
  const session = await page.context().newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ requestId, loaderId, request }) => {
    // A stream goes on as long as its page.
    if (request.url.includes('/outcomes:watch')) return;
    asks.open.set(requestId, { asker: loaderId, url: request.url });
    asks.times += 1;
  });
  for (const end of ['Network.loadingFinished', 'Network.loadingFailed']) session.on(end, ({ requestId }) => asks.open.delete(requestId));
  session.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) asks.shown = frame.loaderId;
  });
  await Promise.all(['Network.enable', 'Page.enable'].map((command) => session.send(command)));
}

// What the document shown waits for, and the one that is on its way.
const awaited = ({ open, shown }) => [...open].filter(([id, { asker }]) => asker === shown || asker === id).map(([, { url }]) => url);

// Of those whom tests share, by role, once they have signed in: the cookies that say so.
const sessions = new Map();

// A page of a browser of its own; when the test ends, nothing may have been complained of.
// `signedIn`: a person, or the name of a role.
export async function openPage(t, { signedIn, width = 1280, height = 800, path = '/', expected = [], ...options } = {}) {
  const context = await (await theBrowser()).newContext({ baseURL: URL_OF_SUITE, locale: 'en', viewport: { width, height }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await follow(page);
  // Asked for by everybody at first: who has signed in. Nobody has.
  const complaints = listen(page, ['/v1/accounts/me', '/v1/organizations?', ...expected]);
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, [], 'the page complains');
  });
  const session = sessions.get(signedIn);
  if (session) await context.addCookies(session);
  await page.goto(path);
  if (session) {
    await page.locator('#content h1').waitFor();
  } else if (signedIn) {
    await signIn(page, typeof signedIn === 'string' ? await personOf(signedIn) : signedIn);
    if (typeof signedIn === 'string') sessions.set(signedIn, await context.cookies());
  }
  return page;
}

// As somebody does it; done when the page behind is there.
export async function signIn(page, { userName, password }) {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('#content h1').waitFor();
}

// A token for programs of who has signed in at the page: what they may do by the API.
export const tokenOf = (page) =>
  page.evaluate(async (currentPassword) => {
    const body = JSON.stringify({ displayName: 'for a test', expireTime: new Date(Date.now() + 3_600_000).toISOString(), currentPassword });
    const answer = await fetch('/v1/accounts/me/apiTokens', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return (await answer.json()).token;
  }, PASSWORD);

// What `claim` says once it says something: what services learn of each other takes a moment.
// `what`: words, or what gives them in the end.
export async function eventually(what, claim) {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((again) => setTimeout(again, 100))) {
    const found = await claim();
    if (found) return found;
  }
  throw new Error(`never: ${typeof what === 'function' ? what() : what}`);
}

// What was on its way is here and shown; an example of what is not stays. What an answer
// leads to takes the page a moment: nothing may be asked for in it.
export async function settled(page) {
  const asks = asked.get(page);
  await eventually(() => `the page has all that it asks for: ${awaited(asks)}`, async () => {
    const before = asks.times;
    await page.evaluate(async () => {
      // Frames are asked for meanwhile: once a picture was taken, a page that draws nothing is
      // told no more that it is idle.
      const idle = () =>
        new Promise((resolve) => {
          let over = false;
          const nextFrame = () => over || requestAnimationFrame(nextFrame);
          nextFrame();
          const end = () => {
            over = true;
            resolve();
          };
          requestIdleCallback(end, { timeout: 1000 });
        });
      await idle();
      await new Promise((resolve) => setTimeout(resolve, 50)); // ms
      await idle();
    });
    return awaited(asks).length === 0 && asks.times === before;
  });
  await page.locator('.skeleton:not(.example *)').first().waitFor({ state: 'detached' });
}

export async function expectAccessible(page, what, rules = RULES) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
  assert.deepEqual(told, [], `axe on ${what}`);
}

// A picture for somebody to look at, where one is wanted: it takes as long as the rest of a page.
export async function look(page, name) {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

// The page is as wide as the window, on a phone and on a wall.
async function expectToFit(page, name) {
  const size = page.viewportSize();
  for (const [width, height] of [[320, 640], [3840, 2160]]) {
    await page.setViewportSize({ width, height });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `${name} is ${beyond} px too wide at ${width} px`);
    await look(page, `${name}-${width}`);
  }
  await page.setViewportSize(size);
}

// Each language and theme of a page: axe, and a picture; then narrow and wide. What a theme
// changes is colours.
export async function inspect(page, path, name) {
  for (const language of LANGUAGES) {
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}language=${language}`);
    await settled(page);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${name} in ${language}, ${colorScheme}`, colorScheme === THEMES[0] ? RULES : RULES_OF_COLOURS);
      await look(page, `${name}-${language}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: THEMES[0] });
    await expectToFit(page, `${name}-${language}`);
  }
}
