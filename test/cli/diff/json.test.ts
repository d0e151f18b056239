import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type AccessRow, CHANGE_KINDS, RISK_LEVELS, RISK_REASONS } from '../../../src/analysis/diff/change.ts';
import { FAIL_ON } from '../../../src/cli/diff/choices.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { ROOT } from '../meshwright.ts';
import { allowed, change, denied, destination, FILE, LOOK, report, USUAL } from './reports.ts';

const schema = JSON.parse(readFileSync(join(ROOT, 'docs/schemas/diff-1.json'), 'utf8'));
const valid = new Ajv2020({ allErrors: true }).compile(schema);

const at = { file: FILE, line: 4, column: 1 };
const approval = { fingerprint: '0f1e2d3c4b5a', reason: 'nobody calls it', owner: 'bookinfo', at };
const [cause] = allowed().causes;
const { request, text } = allowed().example;

/** Everything that can be said at least once. */
const FULL = report(
  {
    access: [
      allowed({
        conditions: ['header end-user is jason'],
        causes: [
          { ...cause!, span: { ...at, calledFrom: [at], at: [0] } },
          { side: 'base', change: 'removed', manifest: 'AuthorizationPolicy bookinfo/reviews' },
        ],
        example: {
          text,
          request: {
            ...request,
            refusedBy: ['opa'],
            http: {
              ...request.http!,
              headers: { 'end-user': ['jason'] },
              jwt: { issuer: 'x', subject: 'y', audiences: ['z'], presenter: 'p', claims: { group: ['a'] } },
            },
          },
        },
      }),
      denied({
        requests: [],
        example: { text: 'a connection', request: { ...request, http: undefined } as AccessRow['example']['request'] },
      }),
    ],
    changes: CHANGE_KINDS.map((kind) => change({ kind })),
    undecided: [{ destination: destination('reviews'), targets: ['dev'] }],
  },
  {
    base: { ...USUAL.base, prefix: 'mesh/' },
    files: { policies: 2, out: 12 },
    notes: ['a note'],
    authors: new Map([
      [`${FILE}:4:1`, { name: 'Ada', commit: '4f1c2d3e5a' }],
      [`${FILE}:6:1`, { name: 'not committed yet', commit: '' }],
    ]),
    verdict: { failOn: FAIL_ON, failing: ['a1b2c3d4e5f6'], approved: [approval], stale: [approval] },
  },
);

describe('-o json', () => {
  it.each([USUAL, FULL, report({})])('is as the schema says: case %#', async (of) => {
    const printed = JSON.parse(await diffView(of, 'json', LOOK));
    expect(valid(printed) || valid.errors).toBe(true);
  });

  it('has nothing that the schema does not know, at any depth', async () => {
    const printed = JSON.parse(await diffView(FULL, 'json', LOOK));
    for (const object of objectsIn(printed)) {
      if ('a' in object || 'end-user' in object || 'group' in object) continue;
      object['unknown'] = 1;
      expect(valid(printed)).toBe(false);
      delete object['unknown'];
    }
    expect(valid(printed)).toBe(true);
  });

  it('has a schema that knows all that there can be', () => {
    const enums = new Set(JSON.stringify(schema).match(/"enum":\[[^\]]*\]/g));
    for (const values of [RISK_LEVELS, RISK_REASONS, CHANGE_KINDS, FAIL_ON])
      expect(enums).toContain(`"enum":${JSON.stringify(values)}`);
  });

  it('says for every field what it is', () => {
    const undescribed = objectsIn(schema).flatMap(({ properties }) =>
      Object.entries((properties as Record<string, Record<string, unknown>>) ?? {}).filter(
        ([, { description, $ref }]) => description === undefined && $ref === undefined,
      ),
    );
    expect(undescribed).toEqual([]);
  });

  it('says of each row whether it fails, who approved it, and who wrote it', async () => {
    const { access, staleApprovals } = JSON.parse(await diffView(FULL, 'json', LOOK));
    expect(access[0]).toMatchObject({
      fails: true,
      causes: [{ author: { name: 'Ada' } }, { manifest: expect.any(String) }],
    });
    expect(access[1]).toMatchObject({ fails: false, approval: { owner: 'bookinfo', location: at } });
    expect(staleApprovals).toHaveLength(1);
  });

  it('is the same bytes for the same report', async () => {
    expect(await diffView(FULL, 'json', LOOK)).toBe(await diffView(FULL, 'json', LOOK));
  });
});

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}
