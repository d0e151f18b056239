import { readFileSync } from 'node:fs';

/** The version in our own package.json: the nearest one above, whether this runs from src/ or from dist/. */
export function version(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const found = packageVersion(new URL('package.json', folder));
    if (found !== undefined || folder.pathname === '/') return found ?? 'unknown';
  }
}

function packageVersion(file: URL): string | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch {
    return undefined;
  }
}
