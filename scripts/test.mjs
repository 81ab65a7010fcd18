import { handOver } from './lib/typescript.mjs'

await handOver('scripts/lib/test.ts', process.argv.slice(2))
