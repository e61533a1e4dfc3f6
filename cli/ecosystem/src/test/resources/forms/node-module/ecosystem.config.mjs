import { cpus } from 'node:os'
import base from './lib/base.mjs'
export default { apps: [{ ...base, name: 'shop', instances: Math.min(cpus().length, 1) }] }
