/**
 * Every code that meshwright can report, with its title. A code is never reused: a retired one stays, with `retired: true`.
 *
 * MW0xxx the command line, configuration, loading of policies, writing of output
 * MW1xxx what a declaration says: shape, names, references
 * MW2xxx routes, gateways, traffic
 * MW3xxx whether a rule can be enforced, and by whom
 * MW4xxx manifests: schemas, CEL rules, raw manifests, collisions
 * MW5xxx guardrails
 * MW9xxx bugs of meshwright
 */
export const CATALOGUE = {
  MW0001: { title: 'the configuration file is missing or cannot be read' },
  MW0002: { title: 'the configuration says something that does not exist' },
  MW0003: { title: 'a path of the configuration leaves the project' },
  MW0004: { title: 'the policies that the configuration names do not exist' },
  MW0005: { title: 'the output is not what the policies say' },
  MW0101: { title: 'a policy file has a syntax error' },
  MW0102: { title: 'a policy file uses syntax that policies cannot use' },
  MW0103: { title: 'an import leads nowhere' },
  MW0104: { title: 'an import leads out of the project' },
  MW0105: { title: 'a policy file cannot be read' },
  MW0106: { title: 'an imported JSON file is not JSON' },
  MW0107: { title: 'a module has no export of the imported name' },
  MW0108: { title: 'a package failed when a policy imported it' },
  MW0109: { title: 'a circular import is used before it is ready' },
  MW0110: { title: 'a policy threw an exception' },
  MW0111: { title: 'a promise of a policy was rejected and nobody handled it' },
  MW0112: { title: 'a policy waits for something that never happens' },
  MW0113: { title: 'the policies did not finish in time' },
  MW0114: { title: 'a policy tried to end the process' },
  MW0115: { title: 'the policies export no mesh' },
  MW0116: { title: 'the policies export more than one mesh' },
  MW0117: { title: 'a declaration holds something other than plain data' },
  MW0118: { title: 'a policy left something running' },
  MW0119: { title: 'tsconfig.json cannot be read' },
  MW0120: { title: 'the type checker found an error' },
  MW0121: { title: 'the type checker cannot be run' },
  MW0201: { title: 'the output folder leads out of the project' },
  MW0202: { title: 'a symbolic link stands where an output folder goes' },
  MW0203: { title: 'a file stands where an output folder goes' },
  MW0204: { title: 'a file that meshwright does not own stands where output goes' },
  MW0205: { title: 'something that is no file stands where an output file goes' },
  MW0206: { title: 'the inventory of an output folder cannot be used' },
  MW0207: { title: 'the output folder cannot be read or written' },
  MW0208: { title: 'the disk is full' },
  MW0209: { title: 'the path of an output file is too long' },
  MW0210: { title: 'another compile is writing the same output folder' },
  MW0211: { title: 'the name of a target cannot be a folder of the output' },
  MW3201: { title: 'a data plane that the backend does not write for' },
  MW3202: { title: 'nothing enforces a rule: its target has no proxy' },
  MW3203: { title: 'a literal value that Istio reads as a pattern' },
  MW3204: { title: 'a path that an Istio authorization policy cannot say' },
  MW3205: { title: 'subdomains on any port, which an Istio authorization policy cannot say' },
  MW3206: { title: 'a match of values that an Istio authorization policy cannot say' },
  MW3207: { title: 'a trust domain that Istio replaces by another' },
  MW3208: { title: 'an exception that an Istio authorization policy cannot say' },
  MW3209: { title: 'an external authorizer that depends on who calls, which Istio does not support' },
  MW3210: { title: 'a dry run that Istio does not support' },
  MW3211: { title: 'two external authorizers for one workload, which Istio refuses by denying everything' },
  MW3212: { title: 'a rule in the root namespace that would reach workloads in others' },
  MW3213: { title: 'a rule for one of several gateways that share a proxy' },
  MW3214: { title: 'a rule about requests in a scope where one port carries requests here and bytes there' },
  MW3215: { title: 'mTLS that Istio does not take from the root namespace' },
  MW3216: { title: 'a match of a route that an Istio route cannot say' },
  MW3217: { title: 'an action of a route that an Istio route cannot take' },
  MW3218: { title: 'traffic settings that Istio would not apply' },
  MW3219: { title: 'gateway listeners that Istio cannot tell apart' },
  MW3220: { title: 'a rule about requests on ports that carry none' },
  MW3221: { title: 'a probe that Kubernetes cannot time' },
  MW4011: { title: 'a name cannot be the name of a file or of a Kubernetes object' },
  MW4012: { title: 'two declarations make the same Kubernetes object' },
  MW4013: { title: 'two manifests go to the same file' },
  MW9001: { title: 'meshwright has a bug' },
} as const satisfies Record<`MW${number}`, CatalogueEntry>;

export interface CatalogueEntry {
  readonly title: string;
  readonly retired?: true;
}

export type Code = keyof typeof CATALOGUE;
