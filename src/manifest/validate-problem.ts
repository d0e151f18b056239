/** Fields and list positions, from the root of a manifest. */
export type ManifestPath = readonly (string | number)[];

export interface ManifestProblem {
  readonly path: ManifestPath;
  readonly message: string;
  /** What to do. */
  readonly help?: string;
}

/** `spec.http[0].route` */
export function printManifestPath(path: ManifestPath): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
