import { describe, expect, it } from '@jest/globals';
import { silence } from '../../src/compile/silences.ts';
import { warning } from '../../src/diag/diagnostic.ts';

const FILE = 'policies/shop.ts';

async function silenced(
  text: string,
  line: number,
  column: number,
  at?: readonly (string | number)[],
): Promise<number> {
  const found = warning('MW2010', 'never', { span: { file: FILE, line, column, ...(at && { at }) } });
  return (await silence([found], { files: [FILE], text: () => text, complete: true })).silenced.length;
}

const CALL = `
reviews.route(
  { name: 'one' },
  { name: 'two' },
);
`.trim();

const MARK = '// meshwright-ignore-next-line MW2010: why';

describe('a silence of a finding inside a long call', () => {
  it('stands above the call', async () => {
    expect(await silenced(`${MARK}\n${CALL}`, 2, 1, [1])).toBe(1);
  });

  it('stands above the line inside it that is meant, and above no other', async () => {
    const text = CALL.replace("  { name: 'two'", `  ${MARK}\n  { name: 'two'`);
    expect(await silenced(text, 1, 1, [1])).toBe(1);
    expect(await silenced(text, 1, 1, [0])).toBe(0);
  });

  it('stands above the first line of a chain', async () => {
    const text = `${MARK}\nexport const cart = app\n  .service('cart', {\n    ports: { http: 1 },\n  })\n  .traffic({});\n`;
    expect(await silenced(text, 6, 4)).toBe(1);
  });

  it('does not reach into a function from above it', async () => {
    const text = `${MARK}\nexport const make = () => {\n  app.service('a');\n  app.service('b');\n};\n`;
    expect(await silenced(text, 3, 3)).toBe(0);
  });
});

it('leaves findings alone where no file holds a silence', async () => {
  expect(await silenced(CALL, 1, 1)).toBe(0);
});
