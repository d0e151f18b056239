import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
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
