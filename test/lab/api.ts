// The API server, asked directly: a kubectl process for each of the harness's own objects would take longer than the tests.
import type { KubeObject } from './objects.ts';
import type { Workload } from './workload.ts';

export interface Api {
  readonly isReady: () => Promise<boolean>;
  /** The object there, or undefined when there is none. */
  readonly get: <T>(path: string) => Promise<T | undefined>;
  readonly list: <T>(path: string) => Promise<readonly T[]>;
  readonly create: <T>(path: string, body: unknown) => Promise<T>;
  readonly apply: (object: KubeObject & Record<string, unknown>) => Promise<void>;
  /** Gone, whether or not it was there. */
  readonly remove: (object: KubeObject) => Promise<void>;
  readonly patchStatus: (object: KubeObject, status: unknown) => Promise<void>;
}

export const API_PORT = 6443;

/** The kinds that the harness makes itself. */
const PLURALS: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  Namespace: 'namespaces',
  Node: 'nodes',
  Pod: 'pods',
  Secret: 'secrets',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  EndpointSlice: 'endpointslices',
};

const pathOf = ({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): string => {
  const plural = PLURALS[kind];
  if (plural === undefined) throw new Error(`the harness makes no ${kind}: use kubectl`);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`;
};

export const apiOf = (node: Workload, token: string): Api => {
  const send = async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    const text = body === undefined ? undefined : JSON.stringify(body);
    const [answer] = await node.ask([{ url: `https://127.0.0.1:${API_PORT}${path}`, method, headers, body: text }]);
    if (answer === undefined || answer.status === 0) throw new Error(`${method} ${path}: ${answer?.error}`);
    return answer;
  };
  const mustSend = async (method: string, path: string, body?: unknown, type?: string) => {
    const answer = await send(method, path, body, type);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body);
  };
  return {
    isReady: async () => {
      const answer = await send('GET', '/readyz').catch(() => undefined); // nothing listens yet
      return answer?.status === 200;
    },
    get: async (path) => {
      const answer = await send('GET', path);
      return answer.status === 200 ? JSON.parse(answer.body) : undefined;
    },
    list: async (path) => (await mustSend('GET', path)).items,
    create: (path, body) => mustSend('POST', path, body),
    apply: async (object) => {
      const path = `${pathOf(object)}?fieldManager=lab&force=true`;
      await mustSend('PATCH', path, object, 'application/apply-patch+yaml');
    },
    remove: async (object) => {
      const { status, body } = await send('DELETE', pathOf(object));
      if (status >= 300 && status !== 404) throw new Error(`DELETE ${pathOf(object)}: ${status} ${body}`);
    },
    patchStatus: async (object, status) => {
      await mustSend('PATCH', `${pathOf(object)}/status`, { status }, 'application/merge-patch+json');
    },
  };
};
