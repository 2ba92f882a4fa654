import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect, openPage, settled } from './lib.mjs';

const AT = '/o/demo/webhooks';

test('an administrator makes a webhook, sees its secret once, and what a test of it came to', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator' });
  const url = `https://hooks-${process.pid}.invalid/waymark`;
  await page.goto(AT);
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill(url);
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('link', { name: url }).click();
  await page.getByText('Nothing was sent yet').waitFor();
  assert.equal(await page.getByText(/whsec_/).count(), 0);
  // Nobody has that name.
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Did not arrive').waitFor();
  await settled(page);
  await inspect(page, new URL(page.url()).pathname, 'webhook');
});

test('an address inside is refused at its field, and nothing typed is lost', async (t) => {
  const page = await openPage(t, { signedIn: 'administrator', expected: ['/v1/organizations/demo/webhooks'], path: AT });
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill('http://127.0.0.1/waymark');
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await page.getByLabel('Address').inputValue(), 'http://127.0.0.1/waymark');
});
