import { type ArgumentPath, type Span, within } from '../base/span.ts';

/** Inside the argument that a declaration is made by: the first, unless its span already says which. */
export function inArgument(span: Span, ...path: ArgumentPath): Span {
  return within(span, ...(span.at ? path : [0, ...path]));
}
