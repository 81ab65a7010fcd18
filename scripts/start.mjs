import { handOver } from './lib/typescript.mjs'

await handOver('scripts/lib/start.ts', process.argv.slice(2))
