import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { uniqueBy } from '../../base/order.ts';
import type { Range } from '../../base/span.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type Findings, inOrder, type Located, type LocatedNote } from './located.ts';
import { visible } from './visible.ts';

/** A finding that a comment in the policies silenced: SARIF keeps it, marked as suppressed. */
export interface Suppressed {
  readonly located: Located;
  readonly reason: string;
  /** Where that is said: in a comment beside what it is about, or somewhere else. */
  readonly kind?: 'inSource' | 'external';
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** Versioned, as SARIF asks: another way of making fingerprints is another name. */
const FINGERPRINT = 'meshwright/v1';
const HOME = 'https://www.npmjs.com/package/meshwright';

/** SARIF 2.1.0, the format of code-scanning services. */
export function renderSarif({ located }: Findings, suppressed: readonly Suppressed[], version: string): string {
  const found = inOrder(located);
  const rules = rulesOf([...found, ...suppressed.map(({ located }) => located)]);
  const index = new Map(rules.map(({ id }, position) => [id, position]));
  const results = [
    ...found.map((one) => result(one, index)),
    ...suppressed.map((one) => ({ ...result(one.located, index), suppressions: [suppression(one)] })),
  ];
  return `${JSON.stringify(log(rules, results, version), undefined, 2)}\n`;
}

function log(rules: ReportingDescriptor[], results: Result[], version: string): Log {
  const driver = { name: 'meshwright', informationUri: HOME, version, semanticVersion: version, rules };
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

function rulesOf(located: readonly Located[]): ReportingDescriptor[] {
  return uniqueBy(located, ({ diagnostic }) => diagnostic.code).map(({ diagnostic: { code } }) => ({
    id: code,
    shortDescription: { text: CATALOGUE[code].title },
  }));
}

function result({ diagnostic, range, related }: Located, index: ReadonlyMap<string, number>): Result {
  const ruleIndex = index.get(diagnostic.code);
  return {
    ruleId: diagnostic.code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: diagnostic.severity,
    message: { text: messageText(diagnostic) },
    ...(range && { locations: [location(range)] }),
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(diagnostic.fingerprint && { partialFingerprints: { [FINGERPRINT]: diagnostic.fingerprint } }),
    ...(diagnostic.targets && { properties: { targets: [...diagnostic.targets] } }),
  };
}

function messageText({ message, label, note, help }: Diagnostic): string {
  const lines = [message, label, note, help === undefined ? undefined : `help: ${help}`];
  return lines
    .filter((line) => line !== undefined)
    .map(visible)
    .join('\n');
}

function location({ file, line, column, endLine, endColumn }: Range): Location {
  const uri = file
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function relatedLocation({ range, note }: LocatedNote, id: number): Location {
  return { id, ...location(range), message: { text: visible(note) } };
}

function suppression({ reason, kind = 'inSource' }: Suppressed) {
  return { kind, justification: visible(reason) };
}
