import { moduleOrder } from '@/tests/support/module-order'
import { type Import, type SourceFile, scanImports, withoutComments } from '@/tests/support/scan-imports'

export type Violation = { rule: string; file: string; what: string }

const order: readonly string[] = moduleOrder
const databasePackages = /^(kysely|pg|prisma|@prisma|prisma-kysely)(\/|$|-)/
const dbOrDoor = /^lib\/platform\/(db|door)(\/|\.ts$|$)/

/** Each rule says of one import whether it breaks it. */
const rules: Record<string, (i: Import) => boolean> = {
  'kernel imports nothing of ours': ({ from, to, ours }) =>
    within(from, 'lib/kernel') && (ours ? !within(to, 'lib/kernel') : to !== 'zod'),

  'platform imports only kernel': ({ from, to, ours, typeOnly }) =>
    within(from, 'lib/platform') &&
    ours &&
    !within(to, 'lib/kernel', 'lib/platform', 'messages') &&
    !(within(to, 'prisma/generated') && typeOnly),

  'adapters import kernel and platform without db and door': ({ from, to, ours }) =>
    within(from, 'lib/adapters') &&
    (ours ? !within(to, 'lib/kernel', 'lib/platform', 'lib/adapters') || dbOrDoor.test(to) : databasePackages.test(to)),

  'modules never import entrances or components': ({ from, to, ours }) =>
    within(from, 'lib/modules') && ours && within(to, 'app', 'components', 'workers', 'scripts', 'tests'),

  'modules import only modules to their left': ({ from, to }) => {
    const [mine, theirs] = [moduleOf(from), moduleOf(to)]
    return mine !== undefined && theirs !== undefined && order.indexOf(theirs) > order.indexOf(mine)
  },

  'internal is private to its module': ({ from, to }) =>
    /^lib\/modules\/[^/]+\/internal(\/|$)/.test(to) && moduleOf(from) !== moduleOf(to) && !within(from, 'tests'),

  'only openapi and entrances read the registry': ({ from, to }) =>
    to === 'lib/registry.ts' && within(from, 'lib', 'components') && moduleOf(from) !== 'openapi',

  'components take from modules schema and states only': ({ from, to, typeOnly }) =>
    within(from, 'components') &&
    within(to, 'lib/modules') &&
    !typeOnly &&
    !/^lib\/modules\/[^/]+\/([a-z]+-)?(schema|states)\.ts$/.test(to),

  'components import nothing of the server': ({ from, to, ours }) =>
    within(from, 'components') &&
    (ours ? within(to, 'app', 'workers', 'lib/adapters', 'prisma') || dbOrDoor.test(to) : databasePackages.test(to)),

  'app and workers never touch the database': ({ from, to, ours }) =>
    isEntrance(from) && (ours ? within(to, 'lib/platform/db', 'prisma') : databasePackages.test(to)),
}

export function checkImports(files: SourceFile[]): Violation[] {
  const imports = scanImports(files)
  return [
    ...Object.entries(rules).flatMap(([rule, breaks]) =>
      imports.filter(breaks).map(({ from, to }) => ({ rule, file: from, what: to })),
    ),
    ...files.filter(isUnknownModule).map(({ path }) => ({ rule: 'modules are in the order', file: path, what: '' })),
    ...files.filter(readsEnvironment).map(({ path }) => ({
      rule: 'the environment is read in one place',
      file: path,
      what: 'process.env',
    })),
    ...cycles(imports).map((cycle) => ({ rule: 'no cycles', file: cycle[0] ?? '', what: cycle.join(' → ') })),
  ]
}

function within(file: string, ...places: string[]): boolean {
  return places.some((place) => file === place || file === `${place}.ts` || file.startsWith(`${place}/`))
}

function moduleOf(file: string): string | undefined {
  return /^lib\/modules\/([^/]+)\//.exec(file)?.[1]
}

/** Next also calls files in the project's root (proxy, instrumentation); they are entrances like `app`. */
function isEntrance(file: string): boolean {
  return within(file, 'app', 'workers') || (!file.includes('/') && !isConfig(file))
}

function isConfig(file: string): boolean {
  return /^[\w.-]+\.config\.ts$/.test(file)
}

function isUnknownModule({ path }: SourceFile): boolean {
  const module = moduleOf(path)
  return module !== undefined && !order.includes(module)
}

function readsEnvironment({ path, text }: SourceFile): boolean {
  if (path === 'lib/platform/env.ts' || within(path, 'scripts', 'tests') || isConfig(path)) return false
  const code = withoutComments(text)
  return (
    /\bprocess\s*(\?\.|\.|\[\s*['"`])\s*env\b/.test(code) || /\benv\b[^;\n]*from\s+['"](node:)?process['"]/.test(code)
  )
}

/** A dynamic import closes no cycle: it is what breaks one on purpose. A type does: it says who knows whom. */
function cycles(imports: Import[]): string[][] {
  const edges = new Map<string, string[]>()
  for (const { from, to, ours, dynamic } of imports) {
    if (ours && !dynamic) edges.set(from, [...(edges.get(from) ?? []), to])
  }
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file])
    else if (!done.has(file)) {
      for (const to of edges.get(file) ?? []) visit(to, [...trail, file])
      done.add(file)
    }
  }
  for (const file of edges.keys()) visit(file, [])
  return found
}
