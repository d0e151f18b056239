/** How people call what a pattern describes, and how it is written. */
export interface PatternWords {
  readonly what: string;
  readonly written: string;
}

const ENDS = 'beginning and ending with a letter or digit';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

const label: PatternWords = { what: 'a valid name', written: `lower-case letters, digits and \`-\`, ${ENDS}` };
const subdomain: PatternWords = {
  what: 'a valid name',
  written: `lower-case letters, digits, \`-\` and \`.\`, ${ENDS}`,
};

/** A key of a label or an annotation. */
export const KEY: PatternWords = {
  what: 'a valid key',
  written: `an optional DNS name and \`/\`, then up to 63 letters, digits, \`-\`, \`_\` and \`.\`, ${ENDS}`,
};

/** The patterns that stand all over Kubernetes; groups are written here as if all captured. */
const KNOWN: ReadonlyMap<string, PatternWords> = new Map([
  [`^${LABEL}$`, label],
  [`^${SUBDOMAIN}$`, subdomain],
  [`^$|^${SUBDOMAIN}$`, subdomain],
  [`^(\\*\\.)?${SUBDOMAIN}$`, { what: 'a host name', written: `${subdomain.written}; the first part may be \`*\`` }],
  [
    `^(${QUALIFIED})?$`,
    { what: 'a label value', written: `up to 63 letters, digits, \`-\`, \`_\` and \`.\`, ${ENDS}` },
  ],
  [`^(${SUBDOMAIN}/)?${QUALIFIED}$`, KEY],
  [
    `^(?=.*[a-z])(?!.*--)${LABEL}$`,
    { what: 'a port name', written: `lower-case letters, digits and single \`-\`, ${ENDS}` },
  ],
  ['^(?!\\.{1,2}$)[^/%]+$', { what: 'a valid name', written: 'anything but `.`, `..`, `/` and `%`' }],
  ['^[0-9]+%$', { what: 'a percentage', written: 'such as `25%`' }],
  [
    '^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$',
    { what: 'a quantity', written: 'such as `100m`, `1.5`, `512Mi`' },
  ],
]);

export function patternWords(pattern: string): PatternWords | undefined {
  return KNOWN.get(pattern.replaceAll('(?:', '('));
}
