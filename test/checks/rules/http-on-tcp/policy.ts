import { anyone, GET, header, mesh, requestPrincipal } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
const ratings = app.service('ratings', { ports: { http: 8080 } });
const ratingsDb = app.service('ratings-db', { ports: { tcp: 5432 } });
const both = app.service('both', { ports: { http: 8080, tcp: 9000 } });

ratings.calls(ratingsDb, GET('/x'));
ratingsDb.deny({ from: ratings, when: { headers: { 'x-admin': header.present } } });
ratingsDb.allow({ from: requestPrincipal(login) });
both.deny({ from: anyone, requests: { ports: ['tcp'], methods: ['DELETE'] } });
ratings.calls(both);
