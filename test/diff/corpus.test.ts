import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decide, type Target } from '../../src/access/decide.ts';
import { can } from '../../src/analysis/can.ts';
import type { AccessRow } from '../../src/analysis/diff/change.ts';
import { accessDiff, type Meaning, meaningOf, type TargetPair } from '../../src/analysis/diff/diff.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { readPolicies } from '../../src/compile/policies.ts';
import type { Config } from '../../src/config/config.ts';
import { diskTree } from '../../src/load/evaluate.ts';
import type { ServiceKey } from '../../src/model/ids.ts';
import { lookup } from '../../src/model/lookup.ts';
import { compiles } from '../fuzz/models.ts';
import { words } from './words.ts';

const CORPUS = 'test/diff/corpus';
const FILES = ['base.ts', 'expected.txt', 'head.ts'];

const names = readdirSync(CORPUS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Pairs that ask which target it is are compared in several. */
function targetsOf(name: string): Config['targets'] {
  const texts = ['base.ts', 'head.ts'].map((file) => readFileSync(join(CORPUS, name, file), 'utf8'));
  const several = texts.some((text) => /\btarget\b/.test(text));
  const environments = several ? { dev: 'dev', 'prod-eu': 'prod', 'prod-us': 'prod' } : { prod: 'prod' };
  return Object.fromEntries(
    Object.entries(environments).map(([cluster, environment]) => [
      cluster,
      { environment, cluster, values: {}, backends: [] },
    ]),
  );
}

async function meaning(file: string, target: string, targets: Config['targets']): Promise<Meaning> {
  const config: Config = { policies: file, out: 'out', targets, deadline: 30 };
  const { result, diagnostics } = await readPolicies(target, { root: CORPUS, config, sources: diskTree(CORPUS) });
  if (!result.mesh) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return meaningOf(lookup(result.mesh));
}

const read = new Map<string, Promise<readonly TargetPair[]>>();

/** Both sides of a pair, in every target; evaluated once. */
function pairsOf(name: string): Promise<readonly TargetPair[]> {
  if (!read.has(name)) read.set(name, evaluate(name));
  return read.get(name)!;
}

async function evaluate(name: string): Promise<readonly TargetPair[]> {
  const targets = targetsOf(name);
  return Promise.all(
    Object.keys(targets).map(async (target) => ({
      target,
      base: await meaning(`${name}/base.ts`, target, targets),
      head: await meaning(`${name}/head.ts`, target, targets),
    })),
  );
}

/** What the manifests of a side say, read back; undefined where it cannot be compiled as it is. */
function readBack({ model }: Meaning): Meaning | undefined {
  if (!model || !compiles(model)) return undefined;
  return istio.read!(
    istio.lower(model).map(({ manifest }) => manifest),
    model,
  );
}

/** Whether a side lets the example of a row through: from outside, all the way. */
function admits({ model }: Meaning, row: AccessRow): boolean {
  if (!model) throw new Error('these are policies');
  const { request } = row.example;
  const [{ key }] = row.destinations as readonly [AccessRow['destinations'][0]];
  const [kind, name] = key.split(' ') as ['service' | 'gateway', ServiceKey];
  const target: Target = kind === 'service' ? { kind, service: name } : { kind, gateway: name };
  if (kind === 'service' ? !model.services.has(name) : !model.gateways.has(name)) return false;
  if (kind === 'gateway' || row.callers[0]?.kind !== 'outside') return decide(request, target, model).allowed;
  const { method, path, host, headers } = request.http!;
  const asked = { method, path, host, headers, ip: request.remoteIp, plaintext: false };
  return can({ kind: 'outside', name: 'outside' }, target, asked, model).allowed;
}

describe('pairs of meshes', () => {
  it.each(names)('%s', async (name) => {
    const found = words(accessDiff(await pairsOf(name)));
    const file = join(CORPUS, name, 'expected.txt');
    if (process.env['UPDATE'] === '1') writeFileSync(file, found);
    expect(found).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
  });

  it('have examples that the two sides decide as the row says', async () => {
    let replayed = 0;
    for (const name of names) {
      const pairs = await pairsOf(name);
      for (const row of accessDiff(pairs).access) {
        // No question is about bytes, and the oracle does not ask what a port carries.
        const outside = row.callers[0]?.kind === 'outside';
        if (name === 'port-becomes-bytes' || (outside && !row.example.request.http)) continue;
        const { base, head } = pairs.find(({ target }) => target === row.targets[0])! as Required<TargetPair>;
        const decided = [admits(base, row), admits(head, row)];
        expect([name, row.example.text, ...decided]).toEqual([
          name,
          row.example.text,
          row.effect === 'denied',
          row.effect === 'allowed',
        ]);
        replayed++;
      }
    }
    expect(replayed).toBeGreaterThan(80);
  });

  it('are as different when only their manifests are read', async () => {
    let compared = 0;
    for (const name of names) {
      for (const pair of await pairsOf(name)) {
        const [base, head] = [readBack(pair.base!), readBack(pair.head!)];
        if (!base || !head) continue;
        const [said, seen] = [accessDiff([pair]).access, accessDiff([{ target: pair.target, base, head }]).access];
        // Without its routes by what they are for, what a gateway admits is told at the gateway only.
        const atServices = seen.filter(({ destinations: [{ key } = { key: '' }] }) => key.startsWith('service '));
        for (const effect of ['allowed', 'denied']) {
          const is = (row: AccessRow) => row.effect === effect;
          const direct = said.some((row) => is(row) && row.callers[0]?.kind !== 'outside');
          expect([name, effect, direct && !seen.some(is)]).toEqual([name, effect, false]);
          expect([name, effect, atServices.some(is) && !said.some(is)]).toEqual([name, effect, false]);
        }
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  it('have no file that nothing reads', () => {
    for (const name of names) expect([name, readdirSync(join(CORPUS, name)).sort()]).toEqual([name, FILES]);
  });
});
