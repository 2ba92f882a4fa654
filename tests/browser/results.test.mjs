import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newCohort, newPeople, registrar } from './cohort.mjs';
import { inspect, look, newPerson, openPage } from './lib.mjs';

let ask;
let people;
let teacher;

before(async () => {
  ask = await registrar();
  people = await newPeople(ask, 4);
  teacher = await newPerson('instructor');
});

async function taught(title) {
  const made = await newCohort(ask, { title, people, examination: true });
  await ask('POST', 'instructors', { cohort: made.cohort.name, account: `accounts/~${teacher.userName}` });
  return { ...made, path: `/o/demo/cohorts/${made.id}/results` };
}

const resultsOf = async ({ assessment }) => {
  const { results = [] } = await ask('GET', `results?filter=${encodeURIComponent(`assessment = ${assessment.name}`)}`);
  return people.map(({ name }) => results.find(({ participant }) => participant === name)?.score);
};

// As a spreadsheet puts it there.
async function paste(page, text) {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('the results of a cohort are accessible', async (t) => {
  const made = await taught('Tactics 1');
  const page = await openPage(t, { signedIn: teacher });
  await inspect(page, made.path, 'results');
});

test('scores are pasted, looked at, mended in their cells, and recorded', async (t) => {
  const made = await taught('Tactics 2');
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 0"]').focus();
  await paste(page, '71,5\r\n101\r\n\r\nseven\r\n');
  await page.getByText('To be recorded: 1 new, 0 corrected. Wrong: 2.').waitFor();
  await page.getByText('At most 100.').waitFor();
  await page.getByText('Not a number.').waitFor();
  assert.deepEqual(await resultsOf(made), [undefined, undefined, undefined, undefined]);
  await page.locator('[data-place="1 0"]').fill('0');
  await page.getByRole('button', { name: 'Record 2 results' }).click();
  await page.getByText('Recorded: 2. Refused: 0.').waitFor();
  // Nothing typed is not submitted, and no zero.
  assert.deepEqual(await resultsOf(made), [71.5, 0, undefined, undefined]);
  assert.equal(await page.locator('[data-place="3 0"]').inputValue(), 'seven');
});

test('lines that begin with a number of a person find that person, and corrections are told', async (t) => {
  const made = await taught('Tactics 3');
  await ask('POST', 'results:batchCreate', { requests: [{ parent: 'organizations/demo', result: { assessment: made.assessment.name, participant: people[2].name, score: 40 } }] });
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 0"]').focus();
  await paste(page, `${people[3].externalId}\t88\n${people[2].externalId}\t64`);
  await page.getByText('To be recorded: 1 new, 1 corrected. Wrong: 0.').waitFor();
  await page.getByText('before: 40').waitFor();
  await page.getByRole('button', { name: 'Record 2 results' }).click();
  await page.getByText('Recorded: 2. Refused: 0.').waitFor();
  assert.deepEqual(await resultsOf(made), [undefined, undefined, 64, 88]);
});

test('a heading and a number that nobody has here are told, and put no score on another person', async (t) => {
  const made = await taught('Tactics 5');
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 0"]').focus();
  await paste(page, `Number\tScore\n${people[3].externalId}\t88\tgood\nNOBODY-9\t12\n${people[1].externalId}\t64`);
  await page.getByText('To be recorded: 2 new, 0 corrected. Wrong: 0.').waitFor();
  const status = page.getByRole('status').filter({ hasText: 'Pasted: 2.' });
  await status.getByText('Cells beyond the last line or column, left out: 1.').waitFor();
  await status.getByText('begin with one a second time: 2').waitFor();
  assert.deepEqual(await page.locator('.unplaced li').allTextContents(), ['Number Score', 'NOBODY-9 12']);
  await look(page, 'results-pasted');
  const typed = await page.locator('[data-place]').evaluateAll((fields) => fields.map((field) => field.value));
  assert.deepEqual(typed, ['', '64', '', '88']);
});

test('what somebody else recorded in between is not overwritten unseen', async (t) => {
  const made = await taught('Tactics 4');
  const page = await openPage(t, { signedIn: teacher });
  await page.goto(made.path);
  await page.locator('[data-place="0 0"]').fill('55');
  await ask('POST', 'results:batchCreate', { requests: [{ parent: 'organizations/demo', result: { assessment: made.assessment.name, participant: people[0].name, score: 91 } }] });
  await page.getByRole('button', { name: 'Record one result' }).click();
  await page.getByText('Recorded: 0. Refused: 1.').waitFor();
  await page.getByText('somebody else recorded 91 in between').waitFor();
  assert.equal((await resultsOf(made))[0], 91);
  // Whoever has seen it may record their own all the same.
  await page.getByRole('button', { name: 'Record one result' }).click();
  await page.getByText('Recorded: 1. Refused: 0.').waitFor();
  assert.equal((await resultsOf(made))[0], 55);
});
