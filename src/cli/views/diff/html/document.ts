import { createHash } from 'node:crypto';
import { visible } from '../../../../diag/render/visible.ts';
import { assets } from './assets.ts';
import { bounded } from './bounds.ts';
import type { PageData } from './data.ts';

/**
 * The page. Its markup is the same for every report: what users wrote is in it once, as JSON in which no character is left that
 * means something to a reader of HTML, and the script shows it as text. The policy lets this script and this style run, and
 * nothing be loaded, sent or embedded.
 */
export function htmlDocument(data: PageData): string {
  const { script, style } = assets();
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="meshwright">
<title>meshwright</title>
<style>${style}</style>
</head>
<body>
<noscript><p>This page shows what it holds by a script, and scripts are off. meshwright says the same with -o text, markdown or json.</p></noscript>
<script type="application/json" id="data">${json(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const MEANT = /[<>&\u2028\u2029]/g;

/** Data for a script element: nothing in it can end the element, or begin a comment or another one. */
function json(data: unknown): string {
  const shown = (_: string, value: unknown) => (typeof value === 'string' ? visible(bounded(value)) : value);
  return JSON.stringify(data, shown).replace(
    MEANT,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
