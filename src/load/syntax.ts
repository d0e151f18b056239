import { loadParser, type Parsed } from '../diag/syntax/parse.ts';
import { placeAt } from './text.ts';
import type { SyntaxProblem } from './transform.ts';

/** What TypeScript allows and policies cannot use, found by the parser. */
export async function explainSyntax(path: string, text: string): Promise<readonly SyntaxProblem[]> {
  const parse = await loadParser();
  const problems: SyntaxProblem[] = [];
  walk(parse(path, text).program, (node) => {
    const refused = REFUSED[node.type];
    if (refused?.when(node)) problems.push({ ...refused.problem, at: placeAt(text, node.start), refused: true });
  });
  return problems;
}

type Program = Parsed['program'];
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

interface Refused {
  readonly when: (node: Node) => boolean;
  readonly problem: { readonly message: string; readonly help: string };
}

const always = () => true;

const REFUSED: Readonly<Record<string, Refused>> = {
  Decorator: {
    when: always,
    problem: {
      message: 'decorators cannot be used in policies',
      help: 'call the function with what it would decorate',
    },
  },
  TSImportEqualsDeclaration: {
    when: (node) => (node.moduleReference as Node).type === 'TSExternalModuleReference',
    problem: {
      message: '`import … = require(…)` cannot be used in policies: they are ECMAScript modules',
      help: "write `import name from '…'` or `import * as name from '…'`",
    },
  },
  TSExportAssignment: {
    when: always,
    problem: {
      message: '`export =` cannot be used in policies: they are ECMAScript modules',
      help: 'write `export default …` or `export { name }`',
    },
  },
  VariableDeclaration: {
    when: (node) => node.kind === 'using' || node.kind === 'await using',
    problem: {
      message: '`using` declarations cannot be used in policies: not every supported version of Node has them',
      help: 'write `const`, and dispose of the value yourself',
    },
  },
};

function walk(node: Program | Node, visit: (node: Node) => void): void {
  visit(node as unknown as Node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof child.type === 'string') walk(child, visit);
    }
  }
}
