import { visible } from '../../diag/render/visible.ts';

/** Everything but plain letters is an entity: Mermaid reads quotes, Markdown, tags and its own syntax inside labels. */
export function mermaidText(text: string): string {
  return Array.from(visible(text), (letter) =>
    /[A-Za-z0-9 ,.:/-]/.test(letter) ? letter : `#${letter.codePointAt(0)};`,
  ).join('');
}
