import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './lib/dependencies.mjs'
import { generateTypes, permissionsSource, registrySource } from './lib/generate'

writeFileSync(path.join(root, 'lib/registry.ts'), registrySource())
writeFileSync(path.join(root, 'lib/platform/auth/permission-names.ts'), permissionsSource())
await generateTypes()
