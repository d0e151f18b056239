import { parseSync } from 'oxc-parser';

const PROTOTYPE = '__proto__:Object.prototype,';

/**
 * JavaScript in which no object literal begins with a spread and goes on. In the engine of Node 20 each object that such a
 * literal makes has a hidden class of its own: it takes ten times as long to make, and whoever reads a property of it has never
 * seen its like. One that begins with something else is like the others, and saying the prototype that it has anyway makes
 * nothing else of it. From Node 22 on there is no difference.
 */
export function withSharedShapes(path, text) {
  const { program, errors } = parseSync(path, text, { lang: 'js', sourceType: 'unambiguous' });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const places = [];
  visit(program, ({ type, properties }) => {
    if (type === 'ObjectExpression' && beginsWithSpread(properties)) places.push(properties[0].start);
  });
  places.sort((a, b) => a - b);
  const pieces = [0, ...places].map((place, i) => text.slice(place, places[i]));
  return pieces.join(PROTOTYPE);
}

function beginsWithSpread(properties) {
  const saysPrototype = ({ key, computed }) => !computed && (key?.name ?? key?.value) === '__proto__';
  return properties.length > 1 && properties[0].type === 'SpreadElement' && !properties.some(saysPrototype);
}

/** Calls for every node of a syntax tree, and all that is below it. */
function visit(node, call) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') call(node);
  for (const child of Object.values(node)) visit(child, call);
}
