import { anyone, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const ratings = app.service('ratings', { ports: { http: 8080 } });
const ratingsDb = app.service('ratings-db', { ports: { tcp: 5432 } });
const both = app.service('both', { ports: { http: 8080, tcp: 9000 } });

ratings.calls(ratingsDb);
ratings.calls(both, GET('/x'), { ports: ['tcp'] });
both.deny({ from: anyone, requests: { methods: ['DELETE'] } });
app.deny({ from: anyone, requests: GET('/admin') });
