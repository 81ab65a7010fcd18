import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkImports } from '@/tests/support/import-rules'
import { scanImports } from '@/tests/support/scan-imports'

const root = path.resolve(import.meta.dirname, '../..')

/** Bad examples: the rule that must object, the file, its text. */
const bad: [rule: string, file: string, text: string][] = [
  ['kernel imports nothing of ours', 'lib/kernel/a.ts', `import { log } from '@/lib/platform/log'`],
  ['kernel imports nothing of ours', 'lib/kernel/a.ts', `import type { X } from '../modules/orders/schema'`],
  ['kernel imports nothing of ours', 'lib/kernel/a.ts', `import { readFileSync } from 'node:fs'`],
  ['platform imports only kernel', 'lib/platform/a.ts', `import { x } from '@/lib/modules/settings/schema'`],
  ['platform imports only kernel', 'lib/platform/a.ts', `export { x } from '@/lib/adapters/mail/smtp'`],
  ['platform imports only kernel', 'lib/platform/a.ts', `import { DB } from '@/prisma/generated/types'`],
  ['platform imports only kernel', 'lib/platform/door/a.ts', `const r = await import('@/lib/registry')`],
  ['adapters import kernel and platform without db and door', 'lib/adapters/a.ts', `import '@/lib/platform/db/pools'`],
  [
    'adapters import kernel and platform without db and door',
    'lib/adapters/a.ts',
    `import { run } from '@/lib/platform/door'`,
  ],
  [
    'adapters import kernel and platform without db and door',
    'lib/adapters/a.ts',
    `import { x } from '@/lib/modules/orders/schema'`,
  ],
  ['adapters import kernel and platform without db and door', 'lib/adapters/a.ts', `import pg from 'pg'`],
  ['modules never import entrances or components', 'lib/modules/orders/a.ts', `import { x } from '@/components/ui/x'`],
  ['modules never import entrances or components', 'lib/modules/orders/a.ts', `import { x } from '@/app/(erp)/x'`],
  [
    'modules never import entrances or components',
    'lib/modules/orders/a.ts',
    `const x = require('../../../workers/main')`,
  ],
  [
    'modules import only modules to their left',
    'lib/modules/inventory/a.ts',
    `import { x } from '@/lib/modules/orders/schema'`,
  ],
  [
    'modules import only modules to their left',
    'lib/modules/inventory/a.ts',
    `import type {\n  X,\n} from '../orders/schema'`,
  ],
  [
    'internal is private to its module',
    'lib/modules/orders/a.ts',
    `import { x } from '@/lib/modules/inventory/internal/x'`,
  ],
  ['internal is private to its module', 'app/a.ts', `import type { X } from '@/lib/modules/orders/internal/x'`],
  [
    'only openapi and entrances read the registry',
    'lib/modules/orders/a.ts',
    `import { registry } from '@/lib/registry'`,
  ],
  [
    'components take from modules schema and states only',
    'components/a.tsx',
    `import { x } from '@/lib/modules/orders/review-order'`,
  ],
  [
    'components take from modules schema and states only',
    'components/a.tsx',
    `import { type X, y } from '@/lib/modules/orders/review-order'`,
  ],
  ['components import nothing of the server', 'components/a.tsx', `import { x } from '../app/(erp)/orders/actions'`],
  ['components import nothing of the server', 'components/a.tsx', `import { run } from '@/lib/platform/door/run'`],
  ['app and workers never touch the database', 'app/a.ts', `import { pools } from '@/lib/platform/db/pools'`],
  ['app and workers never touch the database', 'workers/a.ts', `import { sql } from 'kysely'`],
  ['app and workers never touch the database', 'proxy.ts', `import { PrismaClient } from '@prisma/client'`],
  ['app and workers never touch the database', 'app/a.ts', `import type { DB } from '@/prisma/generated/types'`],
  ['modules are in the order', 'lib/modules/misc/a.ts', `export const x = 1`],
  ['the environment is read in one place', 'lib/platform/a.ts', `const port = process.env.PORT`],
  ['the environment is read in one place', 'app/a.ts', `const { PORT } = process['env']`],
  ['the environment is read in one place', 'workers/a.ts', `import { env } from 'node:process'`],
  ['no cycles', 'lib/kernel/a.ts', `import { a } from './a'`],
]

const good: [file: string, text: string][] = [
  ['lib/kernel/a.ts', `import { z } from 'zod'\nimport { refuse } from '@/lib/kernel/refusal'`],
  ['lib/platform/a.ts', `import type { DB } from '@/prisma/generated/types'\nimport { sql } from 'kysely'`],
  ['lib/adapters/a.ts', `import { log } from '@/lib/platform/log'\nimport { openWith } from '@/lib/platform/crypto'`],
  [
    'lib/modules/orders/a.ts',
    `import { x } from './internal/x'\nimport { y } from '@/lib/modules/inventory/reserve-stock'`,
  ],
  ['lib/modules/openapi/a.ts', `import { registry } from '@/lib/registry'`],
  [
    'components/a.tsx',
    `import { x } from '@/lib/modules/orders/states'\nimport type { V } from '@/lib/modules/orders/get-order'`,
  ],
  ['components/b.tsx', `import { type V, type W } from '@/lib/modules/orders/get-order'`],
  [
    'app/a.ts',
    `import { reviewOrder } from '@/lib/modules/orders/review-order'\nimport { act } from '@/lib/platform/door/act'`,
  ],
  ['app/b.ts', `// never import { sql } from 'kysely' or read process.env here\n/*\nimport { sql } from 'kysely'\n*/`],
  ['next.config.ts', `const dev = process.env.NODE_ENV`],
  ['tests/a.ts', `import { x } from '@/lib/modules/orders/internal/x'\nprocess.env.PORT = '1'`],
]

describe('the import rules', () => {
  it.each(bad)('%s: %s %s', (rule, file, text) => {
    expect(checkImports([{ path: file, text }]).map((v) => v.rule)).toContain(rule)
  })

  it('let pass what is right', () => {
    expect(checkImports(good.map(([path, text]) => ({ path, text })))).toEqual([])
  })

  it('find a cycle over three files, by types too, and none that a dynamic import breaks', () => {
    const ring = (last: string) => [
      { path: 'lib/platform/a.ts', text: `import { b } from '@/lib/platform/b'` },
      { path: 'lib/platform/b.ts', text: `export * from './c'` },
      { path: 'lib/platform/c.ts', text: last },
    ]
    expect(checkImports(ring(`import type { A } from './a'`))).toMatchObject([
      { rule: 'no cycles', what: 'lib/platform/a.ts → lib/platform/b.ts → lib/platform/c.ts → lib/platform/a.ts' },
    ])
    expect(checkImports(ring(`const a = () => import('./a')`))).toEqual([])
  })

  it('see every way to import', () => {
    const text = `import a from 'a1'\nimport * as b from "a2"\nimport 'a3'\nimport type { C } from 'a4'\nimport {\n  d,\n  type E,\n} from 'a5'
export * from 'a6'\nexport { f as default } from 'a7'\nconst g = await import('a8')\nconst h = require("a9")\nimport i, { j } from 'a10'\nexport * as k from 'a11'
export type { L } from 'a12'\nexport const m = 'from here'\nconst n = \`from 'nowhere'\`\nimport{o}from'a13'`
    const seen = scanImports([{ path: 'x.ts', text }])
    expect(seen.map((i) => i.to).sort()).toEqual(Array.from({ length: 13 }, (_, i) => `a${i + 1}`).sort())
    expect(seen.filter((i) => i.typeOnly).map((i) => i.to)).toEqual(['a4', 'a12'])
  })
})

function sourcesBelow(folder: string): string[] {
  const at = path.join(root, folder)
  if (!existsSync(at)) return []
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  return files.map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
}

describe('this repository', () => {
  it('keeps them', () => {
    const inRoot = readdirSync(root).filter((file) => /\.tsx?$/.test(file))
    const below = ['app', 'components', 'lib', 'prisma', 'scripts', 'tests', 'workers'].flatMap(sourcesBelow)
    const paths = [...inRoot, ...below]
    expect(paths).toContain('lib/kernel/refusal.ts')
    const files = paths.map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
    expect(checkImports(files)).toEqual([])
  })
})
