export { deltaOf, type OutputDelta } from './delta.ts';
export { type ChangedOutput, changeOutput, type TreeChange } from './write/again/change.ts';
export { type LeftOutput, leftOutput, listsTheSame } from './write/again/left.ts';
