import { runTypeScript } from './lib/typescript.mjs'

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('usage: node scripts/run.mjs FILE [ARGUMENT …]')
  process.exit(1)
}
await runTypeScript(file, args)
