import { runTypeScript } from './lib/typescript.mjs'

await runTypeScript('scripts/lib/test.ts', process.argv.slice(2))
