/** A Markdown table; the first column holds names, the others figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Seconds as they are read: the digits that mean something. */
export function seconds(value: number): string {
  return value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);
}

export function count(services: number): string {
  return services.toLocaleString('en');
}
