// What jest runs before the conformance tests: they find the judges by this variable.
import { install, syncerPath } from './install.mjs';

export default async () => {
  process.env.MESHWRIGHT_JUDGES ??= await install();
  process.env.MESHWRIGHT_SYNCER ??= syncerPath();
};
