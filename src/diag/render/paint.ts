import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'blue';

/** Colours text, or leaves it as it is. */
export type Paint = (style: Style | readonly Style[], text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Whether to colour is the caller's decision, so Node's own look at the stream is switched off. */
export const coloured: Paint = (style, text) => styleText(style as Style, text, { validateStream: false });
