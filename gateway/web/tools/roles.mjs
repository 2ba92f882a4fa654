// Writes src/api/roles.json from the table of docs/roles.md, which a test compares with the
// code: by role and permission, of whose records the permission is (`all`, `cohorts`, …).
import { readFileSync, writeFileSync } from 'node:fs';

const [source = process.env.WAYMARK_ROLES ?? '../../docs/roles.md', target = 'src/api/roles.json'] = process.argv.slice(2);
const cellsOf = (line) => line.split('|').slice(1, -1).map((cell) => cell.trim());

const lines = readFileSync(source, 'utf8').split('\n');
const head = lines.findIndex((line) => line.startsWith('| permission | administrator |'));
if (head < 0) throw new Error(`${source}: there is no table of permissions by role`);
const names = cellsOf(lines[head]).slice(1);
const roles = Object.fromEntries(names.map((name) => [`ROLE_${name.toUpperCase()}`, {}]));
for (const line of lines.slice(head + 2)) {
  if (!line.startsWith('|')) break;
  const [permission, ...reaches] = cellsOf(line);
  for (const [index, reach] of reaches.entries()) {
    if (reach) roles[`ROLE_${names[index].toUpperCase()}`][permission] = reach;
  }
}
writeFileSync(target, `${JSON.stringify(roles, null, 1)}\n`);
