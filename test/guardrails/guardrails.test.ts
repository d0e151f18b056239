import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createStore } from '../../src/access/store.ts';
import { breaches } from '../../src/analysis/guardrails.ts';
import { locateFindings } from '../../src/cli/locate.ts';
import { guardrailFindings } from '../../src/compile/guardrails.ts';
import { codeFrame } from '../../src/diag/render/frame.ts';
import { plain } from '../../src/diag/render/paint.ts';
import { renderText } from '../../src/diag/render/text.ts';
import { evaluated } from '../checks/evaluated.ts';

const FOLDER = 'test/guardrails';

it('those that do not hold are shown with a request and the line that permits it', async () => {
  const { mesh, diagnostics } = await evaluated(FOLDER, 'policy.ts');
  expect(diagnostics).toEqual([]);
  const findings = guardrailFindings(mesh!);
  const text = renderText(await locateFindings(findings, FOLDER), plain, codeFrame);
  if (process.env['UPDATE'] === '1') writeFileSync(`${FOLDER}/expected.txt`, text);
  expect(text).toBe(readFileSync(`${FOLDER}/expected.txt`, 'utf8'));
  expect(findings.map(({ code }) => code).sort()).toEqual(['MW5001', 'MW5001', 'MW5002', 'MW5002', 'MW5002']);
});

it('each request that shows it is decided so by the oracle', async () => {
  const { mesh } = await evaluated(FOLDER, 'policy.ts');
  for (const { guardrail, verdict, request } of breaches(mesh!)) {
    expect(request).toBeDefined();
    expect(verdict?.allowed).toBe(guardrail.kind === 'never');
  }
});

it('where no rule permits it, what does is said', async () => {
  const { mesh } = await evaluated(FOLDER, 'open.ts');
  expect(guardrailFindings(mesh!).map(({ message, note, help }) => [message, note, help])).toEqual([
    [
      'guardrail `web does not call the others` does not hold: `GET /` from `web` reaches `cart`',
      'no rule permits it: without `deny-by-default` and without a rule that allows, `cart` admits all that is not denied',
      'make the authorization of the mesh `deny-by-default`, or say who may call it',
    ],
    [
      'guardrail `web does not call the others` does not hold: `GET /` from `web` reaches `stock`',
      'no rule permits it: namespace `legacy` has no data plane, so nothing is refused there',
      "make the namespace's data plane `sidecar`",
    ],
  ]);
});

describe('a thousand rules of one service', () => {
  it.each(['values', 'prefixes'])('are no trouble with %s', async (kind) => {
    const { mesh, diagnostics } = await evaluated(`${FOLDER}/many`, `${kind}.ts`);
    expect([...diagnostics, ...guardrailFindings(mesh!)]).toEqual([]);
  });

  it('are refused where they cannot be told apart in time, once, by the name of one', async () => {
    const { mesh, diagnostics } = await evaluated(`${FOLDER}/many`, 'both.ts');
    expect(diagnostics).toEqual([]);
    const store = createStore();
    const findings = guardrailFindings(mesh!, store);
    // What nobody is allowed to ask in the first place is proven all the same.
    expect(findings.map(({ message }) => message)).toEqual([
      'guardrail `web reads` cannot be proven: the rules of `api` are too complex',
    ]);
    expect(findings[0]).toMatchObject({ code: 'MW5002', span: { file: 'many-rules.ts', line: 15 } });
    expect(findings[0]?.related).toMatchObject([{ note: 'the guardrail' }]);
    // In one part of what it may cost, and not again for the next question.
    expect([...store.tried.values()].map(({ steps }) => steps)).toEqual([4_000_000]);
    expect(guardrailFindings(mesh!, store)).toEqual(findings);
  });
});
