export const plans = {
  '1.36': () => import('./1.36.mjs'),
  '1.37': () => import('./1.37.mjs'),
  '1.38': () => import('./1.38.mjs'),
  '1.39': () => import('./1.39.mjs'),
  '1.40': () => import('./1.40.mjs'),
};
