import { anyone, authenticated, GET, mesh, POST, requestPrincipal } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/keys' });
const cart = app.service('cart', { ports: { http: 8080 } });
const mailer = app.service('mailer', { ports: { grpc: 8080 } });
cart.allow({ from: anyone, requests: GET('/items') });
cart.allow({ from: requestPrincipal(login), requests: POST('/items') });
mailer.allow({ from: authenticated });
