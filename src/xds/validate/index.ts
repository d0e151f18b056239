import { plans } from '../../../schemas/envoy/plans.mjs';
import type { JsonObject } from '../../base/json.ts';
import { messageChecks } from './message.ts';
import type { Problem, Walk } from './problem.ts';

export type { Problem } from './problem.ts';

/** Holds a message against the protos of a version of Envoy: unknown fields, types, enums, and the rules that Envoy checks when it loads it. */
export type ConfigValidator = (message: string, config: JsonObject) => readonly Problem[];

const loaded = new Map<string, Promise<ConfigValidator>>();

/** The validator for a minor version, such as `1.40`. */
export function configValidator(version: string): Promise<ConfigValidator> {
  const known = loaded.get(version) ?? load(version);
  loaded.set(version, known);
  return known;
}

async function load(version: string): Promise<ConfigValidator> {
  const { plan } = await plans[version]!();
  const checkOf = messageChecks(plan);
  return (message, config) => {
    const walk: Walk = { at: [], problems: [] };
    checkOf(message)!(config, walk);
    return walk.problems;
  };
}
