// The network of a lab: a namespace for the node, which routes, and one for each pod, joined to it by a pair of interfaces.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, mustRun } from './process.ts';
import type { Site } from './site.ts';

/** The node's own address; istiod listens there. */
export const NODE_ADDRESS = '10.55.0.1';

/** Every pod's next hop; it is the same for all, as nobody else sees it. */
const NEXT_HOP = '169.254.1.1';

export const nodeSpace = (site: Site): string => `${site.name}-node`;
export const podSpace = (site: Site, index: number): string => `${site.name}-${index}`;
export const podAddress = (index: number): string => `10.55.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;

export const inside = (space: string, command: Command): Command => ['ip', 'netns', 'exec', space, ...command];

const configure = (space: string, lines: readonly string[]): Promise<string> =>
  mustRun(['ip', '-n', space, '-batch', '-'], { stdin: `${lines.join('\n')}\n` });

export const createNode = async (site: Site): Promise<void> => {
  const space = nodeSpace(site);
  await mustRun(['ip', 'netns', 'add', space]);
  await configure(space, ['link set lo up', `addr add ${NODE_ADDRESS}/32 dev lo`]);
  await mustRun(inside(space, ['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']));
};

export const createPodSpace = async (site: Site, index: number): Promise<void> => {
  const space = podSpace(site, index);
  const address = podAddress(index);
  await mustRun(['ip', 'netns', 'add', space]);
  await configure(nodeSpace(site), [
    `link add pod${index} type veth peer name eth0 netns ${space}`,
    `addr add ${NEXT_HOP}/32 dev pod${index}`,
    `link set pod${index} up`,
    `route add ${address}/32 dev pod${index}`,
  ]);
  await configure(space, [
    'link set lo up',
    `addr add ${address}/32 dev eth0`,
    'link set eth0 up',
    `route add ${NEXT_HOP}/32 dev eth0 scope link`,
    `route add default via ${NEXT_HOP}`,
  ]);
};

/** Names that a pod can resolve. Read again at each look-up, so it may change while the pod runs. */
export const writeHosts = (space: string, hosts: ReadonlyMap<string, readonly string[]>): void => {
  const folder = join('/etc/netns', space);
  mkdirSync(folder, { recursive: true });
  const lines = [...hosts].map(([address, names]) => `${address} ${names.join(' ')}\n`);
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost\n${lines.join('')}`);
  // A name that is not there is told to be so at once: nobody answers here.
  writeFileSync(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\noptions attempts:1 timeout:1\n');
};

/** One way from a Service's address to a pod's. */
export interface Forward {
  readonly from: { readonly address: string; readonly port: number };
  readonly to: readonly { readonly address: string; readonly port: number }[];
}

/** What kube-proxy does: traffic to a Service's address goes to one of its pods. */
export const forward = async (site: Site, forwards: readonly Forward[]): Promise<void> => {
  const table = ['*nat', ':PREROUTING ACCEPT [0:0]', ...forwards.flatMap(forwardRules), 'COMMIT', ''].join('\n');
  await mustRun(inside(nodeSpace(site), ['iptables-restore']), { stdin: table });
};

const forwardRules = ({ from, to }: Forward): string[] =>
  to.map(({ address, port }, index) => {
    const share = `-m statistic --mode random --probability ${(1 / (to.length - index)).toFixed(6)}`;
    return `-A PREROUTING -d ${from.address}/32 -p tcp --dport ${from.port} ${share} -j DNAT --to-destination ${address}:${port}`;
  });
