import { MESH, REFERENCE, type Recorder, type Reference } from './recorder.ts';
import type { CustomRule, Protected, Rule } from './rule.ts';

/** What mesh, namespace, service and gateway builders share: a name, a place in a mesh, and rules about who may reach them. */
export class ProtectedBuilder<Ref extends Reference['ref'], Port extends string | number> implements Protected<Port> {
  readonly name: string;
  readonly [MESH]: Recorder;
  readonly [REFERENCE]: Reference & { readonly ref: Ref };

  constructor(recorder: Recorder, ref: Ref, id: string, name: string) {
    this.name = name;
    this[MESH] = recorder;
    this[REFERENCE] = { ref, id } as Reference & { readonly ref: Ref };
  }

  protected record(kind: string, args: readonly unknown[]): void {
    this[MESH].record(kind, this[REFERENCE], args, ProtectedBuilder.prototype.record);
  }

  allow(rule: Rule<Port>): void {
    this.record('allow', [rule]);
  }

  deny(rule: Rule<Port>): void {
    this.record('deny', [rule]);
  }

  audit(rule: Rule<Port>): void {
    this.record('audit', [rule]);
  }

  custom(rule: CustomRule<Port>): void {
    this.record('custom', [rule]);
  }
}
