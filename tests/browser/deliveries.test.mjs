// Webhooks and e-mail as they leave the suite, and events that a service could not apply.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORGANIZATION, ask, eventually, expectAccessible, look, newPerson, openPage, personOf, settled, signIn, tokenOf } from './lib.mjs';
import { asOwner, mailTo, receiver, refuseMail } from './outside.mjs';

const OF = `organizations/${ORGANIZATION}`;
const DAY = 86_400_000; // ms

// Promotes somebody as a commander, on a day that no other test has.
let promoted = 0;
async function promote(token) {
  promoted += 1;
  const effectiveOn = new Date(Date.UTC(1970, 0, 1) + promoted * DAY).toISOString().slice(0, 10);
  const event = { participant: `${OF}/participants/~DP-1004`, type: 'CAREER_EVENT_TYPE_PROMOTION', rung: `${OF}/rungs/~COMMISSAR`, effectiveOn };
  await ask('POST', `/v1/${OF}/careerEvents`, event, token);
}

async function commander(t) {
  const page = await openPage(t);
  await signIn(page, await personOf('commander'));
  return tokenOf(page);
}

// Makes a webhook on the page of an administrator, whose receiver knows its secret.
async function newWebhook(page, at) {
  at.set({});
  await page.goto('/o/demo/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill(at.url);
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  const secret = await page.getByText(/^whsec_/).textContent();
  at.set({ secrets: { first: secret } });
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('link', { name: at.url }).click();
  await page.getByText('Nothing was sent yet').waitFor();
  return secret;
}

const rows = (page) => page.getByRole('region', { name: 'Deliveries' }).getByRole('row');

// Looks again until a delivery is listed so.
const listed = (page, name) =>
  eventually(`a delivery: ${name}`, async () => {
    await page.getByRole('button', { name: 'Look again' }).click();
    await settled(page);
    return (await rows(page).filter({ hasText: name }).count()) > 0;
  });

test('a webhook delivers what happens, signs with both secrets when one is new, and sends the past again', async (t) => {
  const token = await commander(t);
  const at = receiver('delivers');
  const page = await openPage(t, { signedIn: 'administrator' });
  const secret = await newWebhook(page, at);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Arrived').waitFor();
  assert.deepEqual(at.came().map(({ signers }) => signers), [['first']]);

  await promote(token);
  await listed(page, 'Delivered');
  const sent = at.came().find(({ type }) => type === 'career.promoted');
  assert.deepEqual([sent.signers, sent.sameId, sent.status], [['first'], true, 204]);
  await rows(page).filter({ hasText: 'career.promoted' }).getByRole('button', { name: 'All tries' }).click();
  await page.getByRole('dialog').getByRole('row', { name: /204/ }).waitFor();
  await expectAccessible(page, 'the tries of a delivery');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Make another secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make another secret' }).click();
  const next = await page.getByText(/^whsec_/).textContent();
  assert.notEqual(next, secret);
  await page.getByText(/The secret before it signs too until/).waitFor();
  at.set({ secrets: { first: secret, next } });
  await look(page, 'webhook-rotated');

  // Of a time to come there is nothing; of the past what was sent before comes again.
  await page.getByRole('button', { name: 'Send events of the past' }).click();
  await page.getByLabel('Recorded from').fill('2099-01-01T00:00');
  await page.getByRole('button', { name: 'Queue them' }).click();
  await page.getByText('Queued: 0').first().waitFor();
  await page.getByRole('button', { name: 'Send events of the past' }).click();
  await page.getByLabel('Recorded from').fill(new Date(Date.now() - 2 * DAY).toISOString().slice(0, 16));
  await page.getByRole('button', { name: 'Queue them' }).click();
  const again = await eventually('it comes again', () => at.came().filter(({ id }) => id === sent.id)[1]);
  assert.deepEqual([again.signers.sort(), again.data], [['first', 'next'], sent.data]);
});

test('what a receiver does not take is given up after three days, and tried again when somebody asks', async (t) => {
  const token = await commander(t);
  const at = receiver('refuses');
  const page = await openPage(t, { signedIn: 'administrator' });
  await newWebhook(page, at);
  at.set({ status: 500 });
  await promote(token);
  await eventually('a try', () => at.came().length > 0);
  await listed(page, 'Waiting');
  asOwner('webhooks', "UPDATE delivery SET first_try_time = first_try_time - interval '3 days' WHERE state = 1");
  asOwner('webhooks', "UPDATE webhook SET enable_time = enable_time - interval '3 days'");
  asOwner('webhooks', 'UPDATE lane SET next_try_time = now() WHERE next_try_time > now()');
  await listed(page, 'Given up');
  await page.getByLabel('State').selectOption('PARKED');
  await page.waitForURL(/state=PARKED/);
  const row = rows(page).filter({ hasText: 'Given up' });
  await row.getByRole('button', { name: 'All tries' }).click();
  const tries = page.getByRole('dialog');
  await tries.getByText('not <now>').first().waitFor();
  await page.keyboard.press('Escape');
  await look(page, 'webhook-given-up');

  at.set({});
  await row.getByRole('button', { name: 'Try again' }).click();
  await eventually('it is taken', () => at.came().some(({ status }) => status === 204));
  await page.getByLabel('State').selectOption('DELIVERED');
  await page.waitForURL(/state=DELIVERED/);
  await listed(page, 'Delivered');
});

test('an e-mail that could not be sent is seen, and sent again when somebody asks', async (t) => {
  const person = await newPerson('administrator');
  await ask('POST', '/v1/organizations/-/grants', { account: `accounts/~${person.userName}`, role: 'ROLE_ADMINISTRATOR' });
  const accept = refuseMail('mailed@police.example');
  t.after(accept);
  const userName = `mailed-${process.pid}`;
  const { name } = await ask('POST', '/v1/accounts', { userName, displayName: 'Mailed Person', email: 'mailed@police.example' });
  const page = await openPage(t, { signedIn: person });
  await page.goto(`/o/demo/accounts/${name.split('/')[1]}`);
  await page.getByLabel('Password now').fill(person.password);
  await page.getByLabel('Send the link by e-mail').check();
  await page.getByRole('button', { name: 'Make an invitation link' }).click();
  await page.getByText('The link is on its way to mailed@police.example.').waitFor();

  await page.goto('/o/demo/mails');
  const row = page.getByRole('row', { name: /Mailed Person/ });
  const shows = (text) =>
    eventually(`an e-mail with: ${text}`, async () => {
      await page.reload();
      await settled(page);
      return (await row.getByText(text).count()) > 0;
    });
  await shows('Waiting');
  // A try under way would go by the time that it began with.
  await shows('the mail server answered 452');
  asOwner('access', "UPDATE mail SET create_time = create_time - interval '4 days', next_try_time = now() WHERE state = 1");
  await shows('Not sent');
  await page.getByLabel('State').selectOption('PARKED');
  await page.waitForURL(/state=PARKED/);
  await expectAccessible(page, 'an e-mail that was not sent');
  await look(page, 'mails-parked');

  accept();
  await row.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('The e-mail is on its way again.').waitFor();
  assert.match(await mailTo('mailed@police.example'), /\/account-link#\S+/);
  await page.goto('/o/demo/mails');
  await shows('Sent');
  assert.equal(await row.getByRole('button', { name: 'Send again' }).count(), 0);
});

test('an event that cannot be applied is seen with its reason, stays while that is so, and is applied then', async (t) => {
  asOwner('evaluation', "ALTER TABLE person ADD CONSTRAINT not_so_old CHECK (birth_date > '1901-01-01') NOT VALID");
  const repair = () => asOwner('evaluation', 'ALTER TABLE person DROP CONSTRAINT IF EXISTS not_so_old');
  t.after(repair);
  const displayName = `Parked ${process.pid}`;
  const { name } = await ask('POST', `/v1/${OF}/participants`, { displayName, birthDate: '1900-01-01', unit: `${OF}/units/~ACADEMY` });

  // That it fails again is told as a refusal.
  const page = await openPage(t, { signedIn: 'administrator', expected: ['status of 400'] });
  const row = page.getByRole('row', { name: /participant\.registered/ });
  await eventually('it is parked', async () => {
    await page.goto('/o/demo/parked?consumer=evaluation');
    await settled(page);
    return (await row.count()) === 1;
  });
  await row.getByText('Failed 5 times').waitFor();
  await row.getByText(/NOT_SO_OLD/i).waitFor();
  await expectAccessible(page, 'a parked event');
  await look(page, 'parked-one');
  await row.getByRole('button', { name: 'Look' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(name).first().waitFor();
  assert.ok(!(await dialog.textContent()).includes(displayName), 'no name stands in an event');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await row.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('It still cannot be applied, and stays.').waitFor();
  await row.getByText('Failed 6 times').waitFor();

  repair();
  await row.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('Applied: 1.').waitFor();
  await row.waitFor({ state: 'detached' });
  await page.getByText('Nothing is parked').waitFor();
});
