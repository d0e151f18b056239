import { childrenOf, isNode, type Node } from './node.ts';

/** Finds the value of a name, where a `const` of the same file says it. */
export type Bindings = (identifier: Node) => Node | undefined;

/** A name, the stretch of text in which it is known, and what it is if a `const` says so. */
interface Binding {
  readonly scope: Node;
  readonly value: Node | undefined;
}

export function bindingsOf(program: Node): Bindings {
  const bindings = new Map<string, Binding[]>();
  const bind = (name: string, scope: Node, value: Node | undefined) => {
    const list = bindings.get(name);
    if (list) list.push({ scope, value });
    else bindings.set(name, [{ scope, value }]);
  };
  collect(program, program, bind);
  return (identifier) => {
    const around = (bindings.get(String(identifier.name)) ?? []).filter(({ scope }) => contains(scope, identifier));
    return around.reduce<Binding | undefined>(narrower, undefined)?.value;
  };
}

function contains(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function narrower(a: Binding | undefined, b: Binding): Binding {
  return a !== undefined && a.scope.end - a.scope.start <= b.scope.end - b.scope.start ? a : b;
}

type Bind = (name: string, scope: Node, value: Node | undefined) => void;

const SCOPES = /^(Program|BlockStatement|For(In|Of)?Statement|SwitchStatement|StaticBlock|CatchClause)$|Function/;

function collect(node: Node, scope: Node, bind: Bind): void {
  const inner = SCOPES.test(node.type) ? node : scope;
  if (node.type === 'VariableDeclaration') {
    for (const declarator of childrenOf(node)) declare(declarator, node.kind === 'const', scope, bind);
  } else if (Array.isArray(node.params)) {
    for (const name of node.params.filter(isNode).flatMap(namesIn)) bind(name, node, undefined);
  } else if (node.type.startsWith('Import') && isNode(node.local)) {
    bind(String(node.local.name), scope, undefined);
  }
  for (const child of childrenOf(node)) collect(child, inner, bind);
}

function declare({ id, init }: Node, constant: boolean, scope: Node, bind: Bind): void {
  if (!isNode(id)) return;
  const value = constant && id.type === 'Identifier' && isNode(init) ? init : undefined;
  for (const name of namesIn(id)) bind(name, scope, value);
}

/** The names that a pattern binds. */
function namesIn(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  if (pattern.type === 'Property') return isNode(pattern.value) ? namesIn(pattern.value) : [];
  if (pattern.type === 'AssignmentPattern') return isNode(pattern.left) ? namesIn(pattern.left) : [];
  return childrenOf(pattern).flatMap(namesIn);
}
