import { POST } from 'meshwright';
import { running } from '../shop.ts';

const { root, frontend, orders } = running();
root.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
orders.allow({ from: frontend, requests: POST('/x'), when: { claims: { role: 'admin' } } });

export default root;
