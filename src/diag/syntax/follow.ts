import type { ArgumentPath } from '../../base/span.ts';
import type { Bindings } from './bindings.ts';
import { isNode, type Node, unwrap } from './node.ts';

/**
 * The node that a path into the arguments of a call leads to, or the deepest one on the way. A field of an object is its
 * whole property when that is on one line, and its name when the value goes on: what is said may be about either.
 */
export function follow(call: Node, path: ArgumentPath, bindings: Bindings, onOneLine: (node: Node) => boolean): Node {
  const [index, ...fields] = path;
  let shown = elementAt(call.arguments as readonly unknown[], index);
  if (!shown) return call;
  let value: Node | undefined = shown;
  for (const field of fields) {
    const within: Node | undefined = value && standsFor(value, bindings);
    const step: Step | undefined = within && stepInto(within, field, bindings);
    if (!step) break;
    shown = step.property && !onOneLine(step.property) && isNode(step.property.key) ? step.property.key : step.whole;
    value = step.value;
  }
  return shown;
}

interface Step {
  readonly whole: Node;
  readonly property?: Node;
  readonly value: Node | undefined;
}

function stepInto(node: Node, field: string | number, bindings: Bindings): Step | undefined {
  if (node.type === 'ArrayExpression') {
    const element = elementAt(node.elements as readonly unknown[], field);
    return element && { whole: element, value: element };
  }
  // What a function makes of its options, as `argoCd({ … })`, has their keys.
  if (node.type === 'CallExpression') {
    const options = elementAt(node.arguments as readonly unknown[], 0);
    return options && stepInto(standsFor(options, bindings), field, bindings);
  }
  if (node.type !== 'ObjectExpression') return undefined;
  const properties = (node.properties as readonly Node[]).toReversed();
  for (const property of properties) {
    const step =
      property.type === 'SpreadElement' ? throughSpread(property, field, bindings) : ofProperty(property, field);
    if (step) return step;
  }
  return undefined;
}

function throughSpread({ argument }: Node, field: string | number, bindings: Bindings): Step | undefined {
  return isNode(argument) ? stepInto(standsFor(argument, bindings), field, bindings) : undefined;
}

function ofProperty(property: Node, field: string | number): Step | undefined {
  if (keyOf(property) !== String(field)) return undefined;
  return { whole: property, property, value: isNode(property.value) ? property.value : undefined };
}

function keyOf({ key, computed }: Node): string | undefined {
  if (!isNode(key)) return undefined;
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' && computed !== true ? String(key.name) : undefined;
}

/** An element of a list, unless something before it is spread. */
function elementAt(list: readonly unknown[], index: string | number | undefined): Node | undefined {
  const before = list.slice(0, Number(index) + 1);
  if (before.some((element) => isNode(element) && element.type === 'SpreadElement')) return undefined;
  const element = list[Number(index)];
  return isNode(element) ? element : undefined;
}

const MOST_NAMES = 20;

/** What an expression stands for: through wrappers, and through names that a `const` of the file gives. */
function standsFor(node: Node, bindings: Bindings, names = 0): Node {
  const bare = unwrap(node);
  const bound = bare.type === 'Identifier' && names < MOST_NAMES ? bindings(bare) : undefined;
  return bound ? standsFor(bound, bindings, names + 1) : bare;
}
