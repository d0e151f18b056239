import { running } from '../shop.ts';

const { root, frontend, orders } = running();
frontend.calls(orders);

export default root;
