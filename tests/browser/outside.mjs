// What the suite of these tests talks to: a receiver of webhooks, a mail server, and its own
// database, where a test makes three days pass or breaks a service (see run).
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { eventually } from './lib.mjs';

const { WAYMARK_DATA, WAYMARK_RECEIVER, WAYMARK_STAGE } = process.env;
export const file = (name) => `${WAYMARK_STAGE}/${name}`;

// The receiver of that path: what it knows and does (tests/e2e/webhooks/receiver.mjs), and
// what has come to it.
export function receiver(path) {
  const written = file(`${path}.ndjson`);
  return {
    url: `${WAYMARK_RECEIVER}/${path}`,
    set(settings) {
      writeFileSync(file(`${path}.new`), JSON.stringify(settings));
      renameSync(file(`${path}.new`), file(`${path}.json`));
    },
    came: () => (existsSync(written) ? readFileSync(written, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : []),
  };
}

// What the mail server has been given for somebody.
export const mailTo = (address) =>
  eventually(`an e-mail to ${address}`, () =>
    readdirSync(WAYMARK_STAGE)
      .filter((name) => name.endsWith('.mail'))
      .map((name) => readFileSync(file(name), 'utf8'))
      .find((text) => text.startsWith(`${address}\n`)),
  );

// The mail server takes nothing for that address until the function that is returned is called.
export function refuseMail(address) {
  writeFileSync(file('full'), address);
  return () => rmSync(file('full'), { force: true });
}

// As the owner of a service's database, who can change any row and table there.
export function asOwner(service, sql) {
  const settings = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];
  const at = [`--host=${realpathSync(`${WAYMARK_DATA}/run`)}/postgres`, `--username=waymark_${service}_owner`, `--dbname=waymark_${service}`];
  execFileSync('psql', [...at, ...settings, `--command=${sql}`], { env: { ...process.env, PGOPTIONS: '-c waymark.organization=demo -c client_min_messages=warning' }, stdio: ['ignore', 'ignore', 'inherit'] });
}
