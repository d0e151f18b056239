import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { JsonSchema } from './jsonschema.ts';
import type { Shape } from './shape.ts';
import { slim } from './slim.ts';

/** One self-contained module: the compiled `validate`, and the `shape` beside it. */
export async function validatorModule(schema: JsonSchema, shape: Shape): Promise<string> {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    allErrors: true,
    messages: false,
    inlineRefs: false,
    unicodeRegExp: false,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
  const code = (standalone as unknown as typeof standalone.default)(ajv, ajv.compile(schema));
  return bundle(`${slim(code)}\nexport const shape = JSON.parse(${JSON.stringify(JSON.stringify(shape))});\n`);
}

/** ajv's output still requires parts of ajv; bundling takes them in, so that nothing else is loaded at run time. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
