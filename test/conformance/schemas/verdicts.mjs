// Asks the API server, at the address and with the token of $KUBECONFIG, whether it would apply each manifest of a file (a JSON
// list), without applying it; prints a JSON list of what it says against it, or null.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

const PARALLEL = 8;
const DRY_RUN = '?dryRun=All&fieldValidation=Strict&fieldManager=test&force=true';

const { clusters, users } = JSON.parse(readFileSync(process.env.KUBECONFIG, 'utf8'));
const server = clusters[0].cluster.server;
const authorization = `Bearer ${users[0].user.token}`;
const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL, rejectUnauthorized: false });

function ask(method, path, body) {
  const headers = { authorization, ...(body && { 'content-type': 'application/apply-patch+yaml' }) };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, server), { method, headers, agent }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body: JSON.parse(text) }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const resources = new Map();

async function resourceOf({ apiVersion, kind }) {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  if (!resources.has(root)) resources.set(root, ask('GET', root));
  const { body } = await resources.get(root);
  const found = body.resources.find(({ name, kind: its }) => its === kind && !name.includes('/'));
  return { root, ...found };
}

async function verdict(manifest) {
  const { root, name: plural, namespaced } = await resourceOf(manifest);
  const name = encodeURIComponent(manifest.metadata.name);
  const path = `${root}/${namespaced ? `namespaces/${manifest.metadata.namespace}/` : ''}${plural}/${name}`;
  const { status, body } = await ask('PATCH', path + DRY_RUN, JSON.stringify(manifest));
  return status < 300 ? null : body.message;
}

const manifests = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const verdicts = [];
let next = 0;
const worker = async () => {
  while (next < manifests.length) {
    const index = next++;
    verdicts[index] = await verdict(manifests[index]);
  }
};
await Promise.all(Array.from({ length: PARALLEL }, worker));
agent.destroy();
process.stdout.write(JSON.stringify(verdicts));
