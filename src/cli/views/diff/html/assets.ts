import { readFileSync } from 'node:fs';

/** What the page runs and how it looks: scripts/build.mjs makes them of `client/`. */
export interface Assets {
  readonly script: string;
  readonly style: string;
}

let read: Assets | undefined;

export function assets(): Assets {
  read ??= { script: asset('page.js'), style: asset('style.css') };
  return read;
}

/** Beside the bundled command; of the sources in the nearest dist/ above. */
function asset(name: string): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const found = ['html/', 'dist/html/'].map((place) => new URL(`${place}${name}`, folder)).flatMap(textOf);
    if (found[0] !== undefined) return found[0];
    if (new URL('..', folder).href === folder.href) throw new Error(`dist/html/${name} is not built`);
  }
}

function textOf(file: URL): string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
