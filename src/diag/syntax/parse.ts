type OxcParser = typeof import('oxc-parser');
export type Parsed = ReturnType<OxcParser['parseSync']>;

/** Parses TypeScript; offsets are in UTF-16 code units. */
export type Parse = (file: string, source: string) => Parsed;

/** Loads the parser: native code, wanted only when there is something to report. */
export async function loadParser(): Promise<Parse> {
  const { parseSync } = await import('oxc-parser');
  return (file, source) => parseSync(file, source, { lang: /\.m?js$/.test(file) ? 'js' : 'ts', sourceType: 'module' });
}
