// The programs that come from the distribution.
import { onPath, run, say } from './shell.mjs';

const PACKAGES = {
  chromium: 'chromium',
  fish: 'fish',
  ip: 'iproute2',
  iptables: 'iptables',
  'iptables-restore': 'iptables',
  openssl: 'openssl',
  python3: 'python3-pip',
  setpriv: 'util-linux',
  unshare: 'util-linux',
  zsh: 'zsh',
};

const missing = () => [
  ...new Set(
    Object.entries(PACKAGES)
      .filter(([program]) => !onPath(program))
      .map(([, name]) => name),
  ),
];

/** Installs what is missing; an apt-get that fails is a failure of the whole run. */
export const distributionPackages = async () => {
  const wanted = missing();
  if (wanted.length === 0) return;
  say(`installing ${wanted.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { env });
  const still = missing();
  if (still.length > 0) throw new Error(`${still.join(', ')} did not bring what was expected of them`);
};
