#!/usr/bin/env node
// The one module that an old Node must be able to parse: no imports but a dynamic one, no syntax younger than Node 14.
const needed = [20, 19];
const found = process.versions.node.split('.').map(Number);

if (found[0]! > needed[0]! || (found[0] === needed[0] && found[1]! >= needed[1]!)) {
  import('./launch.ts').then(({ launch }) => launch());
} else {
  const versions = `Node ${needed.join('.')} or newer, and this is Node ${process.versions.node}`;
  process.stderr.write(
    `error: meshwright needs ${versions}\n  help: install a newer one, from https://nodejs.org or with your version manager\n`,
  );
  process.exitCode = 2;
}

export {};
