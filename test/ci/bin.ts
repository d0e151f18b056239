import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/meshwright.ts';

const NPM = `#!/bin/sh
[ "$1" = ci ] && [ "$2" = --ignore-scripts ] || { echo "unexpected: npm $*" >&2; exit 1; }
mkdir -p node_modules/.bin
ln -sfn ${ROOT} node_modules/meshwright
ln -sfn ${ROOT}/node_modules/typescript node_modules/typescript
ln -sfn ../meshwright/dist/cli/main.js node_modules/.bin/meshwright
`;

const NPX = `#!/bin/sh
[ "$1" = --no-install ] && shift || exit 1
name=$1; shift
exec "node_modules/.bin/$name" "$@"
`;

/** A folder for PATH: `npm ci` puts the package where a registry would, of whatever commit is checked out. */
export function binIn(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'npm'), NPM, { mode: 0o755 });
  writeFileSync(join(bin, 'npx'), NPX, { mode: 0o755 });
  symlinkSync(process.execPath, join(bin, 'node'));
  return bin;
}
