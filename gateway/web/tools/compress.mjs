// Writes a `.gz` and a `.br` beside each file that they make smaller; the gateway sends them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSED = /\.(html|js|css|svg|json|txt|webmanifest)$/;

for (const entry of readdirSync(process.argv[2], { withFileTypes: true, recursive: true })) {
  if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const plain = readFileSync(file);
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  for (const [extension, packed] of [['gz', gzipSync(plain, { level: 9 })], ['br', brotli]]) {
    if (packed.length < plain.length) writeFileSync(`${file}.${extension}`, packed);
  }
}
