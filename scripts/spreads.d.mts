export function withSharedShapes(path: string, text: string): string;
