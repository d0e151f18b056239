import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiObject, type ApiObjectProps, Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { BACKENDS } from '../backends/index.ts';
import type { Json } from '../base/json.ts';
import type { NonEmpty } from '../base/nonempty.ts';
import { printPosition, type Span } from '../base/span.ts';
import { runChecks } from '../checks/index.ts';
import { manifestsOf } from '../compile/manifests.ts';
import { declarationsToJson, toModel } from '../compile/policies.ts';
import { prove } from '../compile/proof.ts';
import { validateEmitted } from '../compile/validity.ts';
import type { BackendInput } from '../config/config.ts';
import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import type { Mesh } from '../dsl/mesh.ts';
import type { RawSite } from '../dsl/span.ts';
import type { Emitted, Manifest } from '../manifest/manifest.ts';
import { lookup } from '../model/lookup.ts';
import { validators } from './validators.ts';

/** What `MeshChart` takes beside what a Chart takes. */
export interface MeshChartProps extends ChartProps {
  /** The mesh, with everything declared in it before the chart is made. */
  readonly mesh: Mesh;
  /** What it becomes, such as `istio({ version: '1.31' })` of `meshwright/config`. */
  readonly backends: NonEmpty<BackendInput>;
  /** What the names of policy files are relative to. Default: the current folder. */
  readonly root?: string;
}

/**
 * A mesh as a cdk8s Chart: an ApiObject for each manifest that `meshwright compile` would write, with the same fields in the
 * same order. Labels and namespaces of the chart do not apply to them: a policy means what it says.
 *
 * Throws when the policies have errors, with all of them in the message.
 *
 * @example
 * ```ts
 * import { App } from 'cdk8s';
 * import { MeshChart, withTarget } from 'meshwright/cdk8s';
 * import { istio } from 'meshwright/config';
 *
 * const app = new App();
 * const { default: shop } = await withTarget({ name: 'dev', environment: 'dev', cluster: 'dev', values: {} }, () => import('./policies/index.js'));
 * new MeshChart(app, 'shop', { mesh: shop, backends: [istio({ version: '1.31' })] });
 * app.synth();
 * ```
 */
export class MeshChart extends Chart {
  constructor(scope: Construct, id: string, { mesh, backends, root, ...props }: MeshChartProps) {
    super(scope, id, props);
    const wanted = new Set(backends.map((backend) => backend.backend));
    if (wanted.has('envoy'))
      throw new Error('MeshChart makes ApiObjects, and `envoy` makes none: compile it with `meshwright compile`');
    for (const { manifest } of compileMesh(mesh, wanted, resolve(root ?? '.'))) {
      const { namespace, name } = manifest.metadata;
      new PlainObject(
        this,
        [manifest.apiVersion, manifest.kind, namespace ?? '', name].join('/').replaceAll('/', ':'),
        manifest,
      );
    }
  }
}

/** An ApiObject that is a manifest as it is: cdk8s would sort its fields and add the chart's labels. */
class PlainObject extends ApiObject {
  readonly #manifest: Manifest;

  constructor(scope: Construct, id: string, manifest: Manifest) {
    super(scope, id, manifest as unknown as ApiObjectProps);
    this.#manifest = manifest;
  }

  override toJson(): Manifest {
    return this.#manifest;
  }
}

function compileMesh(mesh: Mesh, wanted: ReadonlySet<string>, root: string): readonly Emitted[] {
  const { result: model, diagnostics } = toModel(declarationsToJson(mesh, siteReader(root)) as Json);
  refuseErrors(diagnostics);
  if (model === undefined) return [];
  const backends = BACKENDS.filter((backend) => wanted.has(backend.name));
  const index = lookup(model);
  refuseErrors([...runChecks(index), ...backends.flatMap((backend) => [...backend.gaps(index)])]);
  const { result, diagnostics: patches } = manifestsOf(index, backends);
  refuseErrors([...patches, ...prove(index, backends, result).diagnostics, ...validateEmitted(result, validators())]);
  return result;
}

/** Here policies run as modules of the user's own program: a place is where its code is. */
function siteReader(root: string): (site: RawSite) => Span {
  return ([frame]) => {
    if (frame === undefined) return { file: 'policies', line: 1, column: 1 };
    const path = frame.script.startsWith('file:') ? fileURLToPath(frame.script) : frame.script;
    return { file: relative(root, path).replaceAll(sep, '/'), line: frame.line, column: frame.column };
  };
}

function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(isError);
  if (errors.length > 0) throw new Error(`the policies have errors\n${errors.map(printError).join('\n')}`);
}

function printError({ code, message, span, help }: Diagnostic): string {
  return `${code}: ${message}${span ? ` (${printPosition(span)})` : ''}${help === undefined ? '' : `; ${help}`}`;
}
