/*
 * ajv's standalone code is made for any use; ours is kept small, since its size is what loading it costs: each refusal
 * becomes one call, and what is looked up in the whole schema becomes the few values that are needed.
 */

/** `const err0 = {…}; if(vErrors === null){…} else {…} errors++;`, as ajv writes it with `lines`. */
const REFUSAL =
  /^const (err\d+) = \{(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;$/gm;
const PARTS = /^instancePath(?::(.+?))?,schemaPath:"([^"]*)",keyword:("[^"]*"),params:(\{.*?\})(,propertyName:\w+)?$/;

/** Of what ajv hands down with each value, only the path is used, so no object is needed for it. */
const PARAMETERS = '{instancePath="", parentData, parentDataProperty, rootData=data}={}';
const ARGUMENTS = /\{instancePath:(.+?),parentData:\w+,parentDataProperty:.+?,rootData\}/g;

/** ajv counts the characters of a text one by one, though a character is a unit or two: most texts are too short to be too long. */
const TOO_LONG = /\b(func\d+)\((\w+)\) > (\d+)/g;
const EMPTY = /\bfunc\d+\((\w+)\) < 1\b/g;

/** Inside a combinator or about a property name: the refusal of the whole says it better, so only the count matters. */
const DETAIL = /\/(?:oneOf|anyOf)\/\d+\/|\/not\//;

const REFUSE = `function refuse(errors, instancePath, keyword, params) {
  const error = { instancePath, keyword, params };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`;

export function slim(code: string): string {
  const short = withoutSchemas(code)
    .replaceAll(REFUSAL, refusal)
    .replaceAll(PARAMETERS, 'instancePath = ""')
    .replaceAll(ARGUMENTS, '$1')
    .replaceAll(TOO_LONG, '$2.length > $3 && $1($2) > $3')
    .replaceAll(EMPTY, '$1.length < 1');
  if (short.includes('parentData')) throw new Error('ajv calls a validator in a way that we do not know');
  const odd = short.indexOf('vErrors.push(');
  if (odd >= 0)
    throw new Error(`ajv words a refusal in a way that we do not know: ${short.slice(odd - 300, odd + 50)}`);
  return `${short}\n${REFUSE}`;
}

function refusal(_: string, __: string, error: string): string {
  const parts = PARTS.exec(error);
  if (parts === null && error !== '') throw new Error(`ajv describes an error in a way that we do not know: ${error}`);
  const [, at = 'instancePath', path = '', keyword, params, propertyName] = parts ?? [];
  const isDetail = parts === null || propertyName !== undefined || DETAIL.test(path);
  return `vErrors = refuse(${['vErrors', ...(isDetail ? [] : [at, keyword, params])].join(', ')});\nerrors++;`;
}

const SCHEMA = /^const (schema\d+) = (\{.*\});$/gm;
const LOOKUP = /\b(schema\d+)((?:\.\w+|\["(?:[^"\\]|\\.)*"\]|\[\d+\])+)/g;
const STEP = /\.(\w+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/g;

function withoutSchemas(code: string): string {
  const schemas = new Map<string, unknown>();
  const tables = new Map<string, string>();
  for (const [, name, json] of code.matchAll(SCHEMA)) schemas.set(name!, JSON.parse(json!));
  const rest = code.replaceAll(SCHEMA, '').replaceAll(LOOKUP, (_, name: string, path: string) => {
    const found = follow(schemas.get(name), path);
    return path.endsWith('.properties') ? tableOf(Object.keys(found as object), tables) : JSON.stringify(found);
  });
  return [...tables].map(([json, name]) => `const ${name} = ${json};\n`).join('') + rest;
}

function follow(schema: unknown, path: string): unknown {
  let found = schema;
  for (const [, dotted, quoted, index] of path.matchAll(STEP)) {
    found = (found as Record<string, unknown>)[dotted ?? index ?? (JSON.parse(`"${quoted}"`) as string)];
  }
  if (found === undefined) throw new Error(`ajv looks up ${path}, which is not there`);
  return found;
}

/** ajv asks a schema's properties only whether they have a name. */
function tableOf(names: readonly string[], tables: Map<string, string>): string {
  const json = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
  const table = tables.get(json) ?? `fields${tables.size}`;
  tables.set(json, table);
  return table;
}
