import { running } from '../shop.ts';

const { root, namespace } = running();
for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
  const job = namespace.service(name, { ports: { http: 80 } });
  job.route({ name: 'main', timeout: '5s' });
}

export default root;
