import type { Box } from './layout.ts';

const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest box in the direction of an arrow key: what is straight ahead comes before what is aside. */
function neighbour(from: number, key: string, boxes: readonly Box[]): number | undefined {
  const way = WAYS[key];
  const here = boxes[from];
  if (way === undefined || here === undefined) return undefined;
  const distances = boxes.flatMap((box, i) => {
    const [dx, dy] = [box.x - here.x, box.y - here.y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    return i === from || ahead <= 1 ? [] : [{ i, distance: ahead + 2 * aside }];
  });
  return distances.sort((a, b) => a.distance - b.distance)[0]?.i;
}

/** One stop for the Tab key; arrows go from box to box, Enter and Space choose. */
export function roving(nodes: readonly SVGGElement[], boxes: readonly Box[], choose: (index: number) => void): void {
  const enter = (index: number) => {
    for (const [i, node] of nodes.entries()) node.setAttribute('tabindex', i === index ? '0' : '-1');
  };
  enter(0);
  for (const [i, node] of nodes.entries()) {
    node.addEventListener('click', () => choose(i));
    node.addEventListener('focus', () => enter(i));
    node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        choose(i);
        return;
      }
      const next = neighbour(i, event.key, boxes);
      if (next === undefined) return;
      event.preventDefault();
      nodes[next]?.focus();
    });
  }
}
