import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './lib/dependencies.mjs'
import { generateTypes, registrySource } from './lib/generate'

writeFileSync(path.join(root, 'lib/registry.ts'), registrySource())
await generateTypes()
