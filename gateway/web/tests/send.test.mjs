import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { client } from './client.mjs';

const { send, setHooks } = client('api/send');
const { ApiError, ConflictError, NoAnswerError } = client('api/problem');

const URL_OF_PAGE = 'https://waymark.example/v1/organizations/demo/cohorts';
const reading = () => new Request(URL_OF_PAGE);
const changing = (headers = {}) => new Request(URL_OF_PAGE, { method: 'POST', body: '{"a":1}', headers });
const problem = (status, told = {}, headers = {}) => new Response(JSON.stringify(told), { status, headers });

let waits; // ms, of the pauses between tries
let bodies; // of what was sent
let signs; // how often somebody had to sign in

// The answers, one for each try; an error is one that never came. No test waits.
function answering(...answers) {
  globalThis.fetch = async (request) => {
    bodies.push(await request.text());
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

const realTimeout = globalThis.setTimeout;
beforeEach(() => {
  [waits, bodies, signs] = [[], [], 0];
  globalThis.setTimeout = (done, wait) => {
    waits.push(wait);
    return realTimeout(done, 0);
  };
  setHooks({ signInAgain: async () => void (signs += 1), pageSignal: () => new AbortController().signal });
});

const lost = () => new TypeError('fetch failed');

test('what is read is asked for again, each time later, and not all at once', async () => {
  answering(lost(), problem(503), problem(502), new Response('{}'));
  assert.equal((await send(reading())).status, 200);
  assert.equal(waits.length, 3);
  waits.forEach((wait, at) => assert.ok(wait >= 300 * 2 ** at && wait <= 900 * 2 ** at, `${wait} ms before try ${at + 2}`));
});

test('four tries are all there are, and no answer is told as such', async () => {
  answering(lost(), lost(), lost(), lost(), new Response('{}'));
  await assert.rejects(send(reading()), NoAnswerError);
  assert.equal(bodies.length, 4);
});

test('as long as the gateway asks for is waited, unless that is too long', async () => {
  answering(problem(429, {}, { 'Retry-After': '7' }), new Response('{}'));
  await send(reading());
  assert.deepEqual(waits, [7000]);
  answering(problem(429, { detail: 'later' }, { 'Retry-After': '60' }));
  await assert.rejects(send(reading()), (error) => error instanceof ApiError && error.status === 429);
  assert.deepEqual(waits, [7000]);
});

test('a change is sent again only with its number, the same each time, or if it was surely not done', async () => {
  answering(lost(), new Response('{}'));
  await assert.rejects(send(changing()), NoAnswerError);
  assert.equal(bodies.length, 1);
  answering(lost(), new Response('{}'));
  await send(changing({ 'Idempotency-Key': 'n1' }));
  assert.deepEqual(bodies.slice(1), ['{"a":1}', '{"a":1}']);
  answering(problem(429), new Response('{}'));
  await send(changing());
  assert.equal(bodies.length, 5);
});

test('what is refused is not asked for again: fields, reasons and conflicts are told', async () => {
  answering(problem(400, { detail: 'no', reason: 'FIELD', fieldViolations: [{ field: 'title', description: 'is empty' }, { field: 'title', description: 'second' }] }));
  await assert.rejects(send(reading()), (error) => error instanceof ApiError && error.fields.get('title') === 'is empty' && error.reason === 'FIELD');
  answering(problem(412, { reason: 'ETAG_MISMATCH' }));
  await assert.rejects(send(changing()), ConflictError);
  answering(new Response('<html>', { status: 500 }));
  await assert.rejects(send(reading()), (error) => error.message === 'HTTP 500');
  assert.deepEqual(waits, []);
});

test('when the session has ended somebody signs in, and what was typed is sent then', async () => {
  answering(problem(401, { reason: 'CREDENTIAL_EXPIRED' }), new Response('{}'));
  await send(changing({ 'Idempotency-Key': 'n1' }));
  assert.deepEqual([signs, bodies], [1, ['{"a":1}', '{"a":1}']]);
});

test('a password that is refused ends no session', async () => {
  answering(problem(401, { reason: 'SIGN_IN_FAILED' }));
  await assert.rejects(send(new Request('https://waymark.example/v1/sessions', { method: 'POST', body: '{}' })), ApiError);
  assert.equal(signs, 0);
});

test('what is read ends when the page is left, what is changed does not', async () => {
  const leaving = new AbortController();
  setHooks({ signInAgain: () => Promise.reject(), pageSignal: () => leaving.signal });
  const signals = [];
  globalThis.fetch = async (request) => {
    signals.push(request.signal);
    return new Response('{}');
  };
  await send(reading());
  await send(changing());
  leaving.abort();
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true, false]);
});
