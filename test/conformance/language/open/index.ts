// A mesh that trusts more by default, in a trust domain and a root namespace of its own.
import { anyone, GET, ipBlock, mesh, spiffe } from 'meshwright';

const shop = mesh('open', {
  trustDomain: 'corp.example',
  trustDomainAliases: ['old.example'],
  rootNamespace: 'mesh-root',
  mtls: 'permissive',
  authorization: 'allow-by-default',
  accessLogs: { provider: 'envoy', filter: 'response.code >= 400' },
});

const app = shop.namespace('app', { dataPlane: 'sidecar' });
const safe = shop.namespace('safe', { dataPlane: 'sidecar', mtls: 'strict' });

const versions = { v1: { image: 'registry.example.com/app:1' } };
const ports = { http: 8080 };

const web = app.service('web', { ports, versions });
const free = app.service('free', { ports, versions });
app.service('idle', { ports, versions });
const guarded = safe.service('guarded', { ports, versions });
const closed = safe.service('closed', { ports, versions });
const plain = app.service('plain', { ports, versions, mtls: 'disabled' });
const checked = app.service('checked', { ports, versions });

web.calls(guarded, GET('/a'));
guarded.allow({ from: spiffe('spiffe://old.example/ns/app/sa/elder'), requests: GET('/aliased') });
guarded.allow({ from: spiffe('spiffe://far.example/ns/app/sa/elder'), requests: GET('/foreign') });
closed.deny({ from: web });
plain.deny({ from: anyone, requests: GET('/never') });
checked.custom({ provider: 'authz', from: anyone, requests: GET('/checked/{**}') });

const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['open.example.com'] } } });
edge.route(free, { hosts: ['open.example.com'], paths: ['/near', '/far'] });
edge.allow({ from: ipBlock('10.55.0.0/16'), requests: { paths: ['/near'] } });
edge.allow({ from: ipBlock('192.0.2.0/24'), requests: { paths: ['/far'] } });

export default shop;
