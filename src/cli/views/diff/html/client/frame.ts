import type { FrameData, LineData } from '../data.ts';
import { type Child, el, hiddenText } from './dom.ts';

/** Lines of source with the one that is at fault marked. */
export function codeFrame({ from, mark, lines }: FrameData): HTMLElement {
  const width = String(from + lines.length - 1).length;
  const rows = lines.map((text, i): Child => {
    const number = from + i;
    const marked = number === mark;
    return el(
      'span',
      { class: marked ? 'line marked' : 'line' },
      el(
        'span',
        { class: 'number', 'aria-hidden': 'true' },
        `${marked ? '›' : ' '} ${String(number).padStart(width)} `,
      ),
      marked && hiddenText(`line ${number}: `),
      ...parts(text),
      '\n',
    );
  });
  return el(
    'pre',
    { class: 'frame', tabindex: 0, role: 'region', 'aria-label': `source, line ${mark}` },
    el('code', {}, ...rows),
  );
}

function parts(line: LineData): readonly Child[] {
  if (typeof line === 'string') return [line];
  const [before, marked, after] = line;
  return [before, el('mark', {}, marked), after];
}
