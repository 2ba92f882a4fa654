// What the suite of these tests talks to: a receiver of webhooks, a mail server, and its own
// database, where a test makes three days pass or breaks a service (see run).
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { WAYMARK_DATA, WAYMARK_RECEIVER, WAYMARK_STAGE, WAYMARK_SMTP_SERVER } = process.env;
const file = (name) => `${WAYMARK_STAGE}/${name}`;

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

// Starts the mail server, until the test ends. Tells what has come: to whom, and the text.
export async function mailServer(t) {
  const script = fileURLToPath(new URL('../e2e/mail/receiver.cjs', import.meta.url));
  const port = new URL(WAYMARK_SMTP_SERVER.replace('smtps:', 'https:')).port;
  const server = spawn(process.execPath, [script, port, WAYMARK_STAGE, 'waymark', readFileSync(file('password'), 'utf8')], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill());
  await once(server.stdout, 'data'); // it listens
  const nth = (count) => file(`${count}.mail`);
  return () => {
    const mails = [];
    while (existsSync(nth(mails.length + 1))) mails.push(readFileSync(nth(mails.length + 1), 'utf8'));
    return mails.map((text) => ({ to: text.slice(0, text.indexOf('\n')), text }));
  };
}

// As the owner of a service's database, who can change any row and table there.
export function asOwner(service, sql) {
  const settings = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];
  const at = [`--host=${realpathSync(`${WAYMARK_DATA}/run`)}/postgres`, `--username=waymark_${service}_owner`, `--dbname=waymark_${service}`];
  execFileSync('psql', [...at, ...settings, `--command=${sql}`], { env: { ...process.env, PGOPTIONS: '-c waymark.organization=demo -c client_min_messages=warning' }, stdio: ['ignore', 'ignore', 'inherit'] });
}
