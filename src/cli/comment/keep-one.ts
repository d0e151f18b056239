import type { Forge } from './forge.ts';

export type Kept = 'created' | 'updated' | 'unchanged';

/** Sees to it that a pull request has one comment of ours, and that it says this. */
export async function keepOne(forge: Forge, pullRequest: number, marker: string, body: string): Promise<Kept> {
  const [kept, ...rest] = await forge.ownComments(pullRequest, marker);
  // Two runs at once may have made two.
  for (const { id } of rest) await forge.remove(pullRequest, id);
  if (kept === undefined) {
    await forge.create(pullRequest, body);
    return 'created';
  }
  if (kept.body.trimEnd() === body.trimEnd()) return 'unchanged';
  await forge.edit(pullRequest, kept.id, body);
  return 'updated';
}
