// What most pairs start from: a shop of three services, and a way in.
import { GET, type MeshOptions, mesh } from 'meshwright';

/** A mesh in which the frontend reads orders, and orders read the database. */
export function shop(options: MeshOptions = {}) {
  const root = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default', ...options });
  const namespace = root.namespace('shop', { dataPlane: 'sidecar' });
  const frontend = namespace.service('frontend', { ports: { http: 8080 } });
  const orders = namespace.service('orders', { ports: { http: 8080 } });
  const database = namespace.service('database', { ports: { tcp: 5432 } });
  return { root, namespace, frontend, orders, database };
}

/** The same with calls. */
export function running(options: MeshOptions = {}) {
  const all = shop(options);
  all.frontend.calls(all.orders, GET('/orders/{*}'));
  all.orders.calls(all.database);
  return all;
}
