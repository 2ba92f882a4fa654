import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, inspect, look, openPage, settled } from './lib.mjs';

test('the page of components is accessible', async (t) => {
  const page = await openPage(t);
  await inspect(page, '/design', 'design');
});

for (const role of ['administrator', 'registrar', 'instructor', 'commander', 'evaluator', 'auditor']) {
  test(`the overview of ${role} is accessible`, async (t) => {
    const page = await openPage(t, { signedIn: role });
    await inspect(page, '/o/demo', `home-${role}`);
  });
}

test('the pages of the account are accessible', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar' });
  for (const tab of ['profile', 'password', 'steps', 'sessions', 'tokens']) {
    await inspect(page, `/account?tab=${tab}`, `account-${tab}`);
  }
});

test('the shell is used by the keyboard alone', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo' });
  await settled(page);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').textContent(), 'Go to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
  await page.getByText('A registrar').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account');
  // A new page is told by its heading.
  await page.locator('h1:focus', { hasText: 'Your account' }).waitFor();
  await page.getByRole('tab', { name: 'Profile' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[role=tab]:focus', { hasText: /^\s*Password\s*$/ }).waitFor();
  await page.getByLabel('New password').waitFor();
});

test('a list of ten thousand is walked by keys, and only a part of it is in the page', async (t) => {
  const page = await openPage(t, { path: '/design' });
  const table = page.getByRole('region', { name: 'Ten thousand people' });
  await table.locator('[data-row="0"]').focus();
  await page.keyboard.press('End');
  await page.locator('[data-row="9999"]:focus').waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  assert.ok((await table.locator('[data-row]').count()) < 80);
  await page.keyboard.press('Home');
  await page.locator('[data-row="0"]:focus').waitFor();
});

test('what was typed is not left behind unasked', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/account' });
  await page.getByLabel('Name that others see').fill('Somebody else');
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Waymark' }).click();
  assert.deepEqual(asked, ['confirm']);
  assert.match(page.url(), /\/account$/);
  await page.getByLabel('Name that others see').fill('A registrar');
});

const ENGLISH = /\b(January|February|March|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun|AM|PM)\b/;

for (const language of ['sq', 'ka']) {
  test(`dates are told without a word of English in ${language}, which browsers may not know`, async (t) => {
    const page = await openPage(t, { signedIn: 'registrar' });
    for (const path of ['/o/demo/timetable', '/o/demo/cohorts', '/account?tab=sessions', '/o/demo/people/new']) {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}language=${language}`);
      await settled(page);
      const text = await page.locator('#content').innerText();
      const parts = await page.locator('#content option').allTextContents();
      assert.doesNotMatch(`${text} ${parts.join(' ')}`, ENGLISH, path);
      await look(page, `dates-${language}-${path.replaceAll(/\W+/g, '-')}`);
    }
    // The day before the month, whatever the language of the system is.
    await page.goto(`/account?tab=sessions&language=${language}`);
    await settled(page);
    assert.match(await page.locator('#content').innerText(), /\b\d{1,2} \p{L}+ \d{4}, \d{2}:\d{2}/u);
  });
}

test('what was renamed since is shown by its new name, once another page is gone to', async (t) => {
  const unit = await ask('POST', '/v1/organizations/demo/units', { displayName: `Old Name ${process.pid}` });
  await ask('POST', '/v1/organizations/demo/participants', { displayName: `Moved ${process.pid}`, unit: unit.name });
  const page = await openPage(t, { signedIn: 'registrar', path: `/o/demo/people?q=moved+${process.pid}` });
  await page.getByText(`Old Name ${process.pid}`).first().waitFor();
  await ask('PATCH', `/v1/${unit.name}?updateMask=displayName`, { displayName: `New Name ${process.pid}` });
  await page.getByRole('link', { name: `Moved ${process.pid}` }).click();
  await page.getByText(`New Name ${process.pid}`).first().waitFor();
});

// Holds back the code of pages that come from now on, until it is told to go on.
async function holdCode(page, files = '**/*.js') {
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  await page.route(files, async (route) => {
    await gone;
    await route.continue();
  });
  return go;
}

test('where the code of a page is long in coming a skeleton stands for it', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo' });
  await settled(page);
  const go = await holdCode(page);
  await page.getByRole('link', { name: 'Courses' }).click();
  await page.locator('main .skeleton').waitFor();
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 0, 'the page that is left is not there');
  go();
  await page.getByRole('heading', { level: 1, name: 'Catalogue' }).waitFor();
});

test('what is opened over the skeleton stays open as the page comes', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/account' });
  await settled(page);
  const go = await holdCode(page, '**/People-*.js');
  await page.goto('/o/demo/people', { waitUntil: 'commit' });
  await page.locator('main .skeleton').waitFor();
  await page.getByText('A registrar').click();
  go();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Sign out' }).isVisible());
});

test('who turns back before the page has come stays where they were', async (t) => {
  const page = await openPage(t, { signedIn: 'registrar', path: '/o/demo' });
  await settled(page);
  const go = await holdCode(page);
  await page.getByRole('link', { name: 'Courses' }).click();
  await page.waitForURL('**/courses');
  await page.goBack();
  go();
  await settled(page);
  await page.getByRole('heading', { level: 1, name: 'Demo Police Academy' }).waitFor();
  assert.match(page.url(), /\/o\/demo$/);
  assert.equal(await page.getByRole('heading', { name: 'Catalogue' }).count(), 0);
});

test('a page for another role is refused in words', async (t) => {
  const page = await openPage(t, { signedIn: 'evaluator', path: '/o/elsewhere' });
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  for (const path of ['/o/demo/nothing/here/at/all', '/o/%E0%A4%A/people']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  }
});
