// Enters into package-lock.json the packages for other platforms that a registry mirror does not carry. `npm install` leaves
// those out of the lock, and `npm ci` then refuses it. Run after a change of dependencies where the registry is such a mirror.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const LIBC = { gnu: 'glibc', musl: 'musl' };

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${parent}/node_modules/${name}`])
    .map(([name, version]) => [`node_modules/${name}`, entry(name, version, dev)]),
);
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} entered`);

/** Which platform a package is for is in its name: `…-linux-arm64-musl`. */
function entry(name, version, dev) {
  const parts = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = OS.filter((each) => parts.includes(each));
  const cpu = CPU.filter((each) => parts.includes(each));
  if (os.length !== 1 || cpu.length !== 1 || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name}@${version} does not say what it is for`);
  }
  const libc = os[0] === 'linux' ? Object.keys(LIBC).filter((each) => parts.includes(each)) : [];
  return {
    version,
    cpu,
    ...(dev && { dev: true }),
    ...(libc.length > 0 && { libc: libc.map((each) => LIBC[each]) }),
    optional: true,
    os,
  };
}
