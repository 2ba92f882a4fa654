// Accounts with a role in the demonstration organization, made by the administrator's token.
import { createHmac } from 'node:crypto';

export const URL_OF_SUITE = process.env.WAYMARK_URL;
export const ORGANIZATION = 'demo';
export const PASSWORD = 'correct horse battery';

// ask METHOD PATH BODY: by a token, or by nobody.
export async function ask(method, path, body, token = process.env.WAYMARK_TOKEN) {
  const answer = await fetch(URL_OF_SUITE + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

let count = 0;

// An account that nobody has signed in to, and the secret of a link to its password.
export async function newAccount({ kind = 'nobody', ...fields } = {}) {
  count += 1;
  const userName = `${kind}-${process.pid}-${count}`;
  await ask('POST', '/v1/accounts', { userName, displayName: `A ${kind}`, ...fields });
  const { secret } = await ask('POST', `/v1/accounts/~${userName}:createLink`, {});
  return { userName, secret };
}

// Somebody with a role, or with none.
export async function newPerson(role, { organization = ORGANIZATION } = {}) {
  const { userName, secret } = await newAccount({ kind: role });
  await ask('POST', '/v1/accountLinks:redeem', { secret, newPassword: PASSWORD }, '');
  if (role) {
    const grant = { account: `accounts/~${userName}`, role: `ROLE_${role.toUpperCase()}` };
    await ask('POST', `/v1/organizations/${organization}/grants`, grant);
  }
  return { userName, password: PASSWORD };
}

const people = new Map();

// The one of that role whom tests share that change nothing of the account and do not sign out.
export function personOf(role) {
  if (!people.has(role)) people.set(role, newPerson(role));
  return people.get(role);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

// The code of an authenticator app (RFC 6238), so many periods from now.
export function totp(secret, periods = 0) {
  const bits = [...secret.replaceAll(/[\s=]/g, '')].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = digest.at(-1) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
