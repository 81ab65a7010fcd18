import { runTypeScript } from './lib/typescript.mjs'

await runTypeScript('scripts/lib/start.ts', process.argv.slice(2))
