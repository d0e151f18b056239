import type { OptionSpec } from '../verb.ts';

export function targetOption(verb: string): OptionSpec {
  return { flags: '-t, --target <name>', description: `${verb} this target only (may be repeated)`, many: true };
}

export function outputOption(choices: readonly string[]): OptionSpec {
  return { flags: '-o, --output <format>', description: 'how to report', choices, default: 'text' };
}
