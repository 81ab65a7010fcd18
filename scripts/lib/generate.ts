import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { quietPrisma, root } from './dependencies.mjs'

const made = /^export const (\w+) = (?:command|query)\b/gm

/** The text of lib/registry.ts: every value of lib/modules/<module>/<file>.ts that is made by `command` or `query`. */
export function registrySource(modules = path.join(root, 'lib/modules')): string {
  const found = filesOf(modules).flatMap((file) => {
    const source = readFileSync(path.join(modules, `${file}.ts`), 'utf8')
    return [...source.matchAll(made)].map((match) => ({ file, name: match[1] ?? '' }))
  })
  const files = [...new Set(found.map(({ file }) => file))]
  const imports = files.map((file) => {
    const names = found.filter((one) => one.file === file).map(({ name }) => name)
    const line = `import { ${names.sort().join(', ')} } from '@/lib/modules/${file}'`
    // As the formatter would write it, for the file is linted like all others.
    return line.length <= 120
      ? line
      : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '@/lib/modules/${file}'`
  })
  return `${[
    '// Written by `npm run generate`; a test compares it with the modules.',
    ...imports,
    "import type { UseCase } from '@/lib/platform/door/use-case'",
    '',
    'export const registry: readonly UseCase[] = [',
    ...found.map(({ name }) => `  ${name},`),
    ']',
  ].join('\n')}\n`
}

/**
 * The text of lib/platform/auth/permission-names.ts: what a role can hold. Modules may not read the registry, which reads
 * all of them; what only the house itself does (`audited: false`) is nothing to give to anybody.
 */
export function permissionsSource(modules = path.join(root, 'lib/modules')): string {
  const names = filesOf(modules).flatMap((file) => {
    const parts = readFileSync(path.join(modules, `${file}.ts`), 'utf8').split(/^(?=export const \w+ = )/m)
    return parts.flatMap((part) => {
      const [, name] = /^export const \w+ = (?:command|query)\b[\s\S]*?\bname: '([\w.-]+)'/.exec(part) ?? []
      return name && !/^ {2}audited: false/m.test(part) ? [name] : []
    })
  })
  return `${[
    '// Written by `npm run generate`; a test compares it with the registry.',
    'export const permissionNames: readonly string[] = [',
    ...names.map((name) => `  '${name}',`),
    ']',
  ].join('\n')}\n`
}

/** Writes the types of the tables, `generated/types.ts` beside the folder of the schema. */
export async function generateTypes(schema = path.join(root, 'prisma/schema')): Promise<void> {
  const prisma = path.join(root, 'node_modules/prisma/build/index.js')
  await promisify(execFile)(process.execPath, [prisma, 'generate', '--schema', schema, '--no-hints'], {
    cwd: root,
    // Prisma looks for its generator by name; only npm's own scripts have our programs on their path.
    env: { ...process.env, ...quietPrisma, PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}` },
  })
}

function filesOf(modules: string): string[] {
  return readdirSync(modules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(modules, name)).map((file) => `${name}/${file}`))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}
