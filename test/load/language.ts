import { callSite, type RawSite } from '../../src/dsl/span.ts';
import type { CollectResult, ReadSite } from '../../src/load/evaluate.ts';

/** A language as small as can be: what `meshwright` is for policies, as far as loading goes. */
export class Noun {
  readonly name: string;
  readonly made: Made[];

  constructor(name: string, made: Made[] = []) {
    this.name = name;
    this.made = made;
    made.push({ said: name, site: callSite() });
  }

  say(said: unknown): this {
    this.made.push({ said, site: callSite() });
    return this;
  }

  child(name: string): Noun {
    return new Noun(name, this.made);
  }
}

interface Made {
  readonly said: unknown;
  readonly site: RawSite;
}

export const mesh = (name: string) => new Noun(name);
export const target = { environment: '' };

export function begin(next: { readonly environment: string } | undefined): void {
  target.environment = next?.environment ?? 'none';
}

export function collect(exports: Readonly<Record<string, unknown>>, readSite: ReadSite): CollectResult {
  const meshes = [...new Set(Object.values(exports).filter((value) => value instanceof Noun))];
  return {
    meshes: meshes.map(({ name, made }) => ({ name, span: readSite(made[0]?.site ?? []) })),
    declarations: meshes.flatMap(({ made }) => made.map(({ said, site }) => ({ said, span: readSite(site) }))),
  };
}
