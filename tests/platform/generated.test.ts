import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { permissionNames } from '@/lib/platform/auth/permission-names'
import type { UseCase } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'
import { generateTypes, permissionsSource, registrySource } from '@/scripts/lib/generate'

const root = path.resolve(import.meta.dirname, '../..')

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'caravan-generate-'))
  const clean = () => rmSync(folder, { recursive: true, force: true })
  const result = work(folder)
  if (result instanceof Promise) return result.finally(clean) as T
  clean()
  return result
}

describe('what is generated', () => {
  it('is the registry of today’s modules', () => {
    expect(readFileSync(path.join(root, 'lib/registry.ts'), 'utf8')).toBe(registrySource())
  })

  it('are the names of what a role can hold', () => {
    expect(readFileSync(path.join(root, 'lib/platform/auth/permission-names.ts'), 'utf8')).toBe(permissionsSource())
    const given = registry.filter((useCase) => useCase.kind === 'query' || useCase.audited).map(({ name }) => name)
    expect([...permissionNames].sort()).toEqual(given.sort())
  })

  it('are the types of today’s schema', { timeout: 60_000 }, () =>
    inFolder(async (folder) => {
      cpSync(path.join(root, 'prisma/schema'), path.join(folder, 'schema'), { recursive: true })
      await generateTypes(path.join(folder, 'schema'))
      const written = readFileSync(path.join(folder, 'generated/types.ts'), 'utf8')
      expect(readFileSync(path.join(root, 'prisma/generated/types.ts'), 'utf8')).toBe(written)
    }),
  )

  it('finds what is made by command and query, and nothing else', () => {
    const source = inFolder((folder) => {
      mkdirSync(path.join(folder, 'shops/internal'), { recursive: true })
      const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text)
      write('shops/open-shop.ts', 'export const openShop = command({\n})\nconst hidden = command({})\n')
      write(
        'shops/all-shops.ts',
        'export const b = query<X>({})\nexport const a = query({})\nexport const c = commander()\n',
      )
      write('shops/internal/helper.ts', 'export const helper = command({})\n')
      return registrySource(folder)
    })
    expect(source).toContain("import { a, b } from '@/lib/modules/shops/all-shops'")
    expect(source).toContain('[\n  b,\n  a,\n  openShop,\n]')
    expect(source).not.toMatch(/helper|hidden|commander/)
  })
})

describe('the registry', () => {
  it('names every use case once, as resource.verb', () => {
    const names = registry.map(({ name }) => name)
    expect(names.filter((name) => !/^[a-z-]+\.[a-z-]+$/.test(name))).toEqual([])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(names.length).toBeGreaterThan(0)
  })

  it('gives every operation a method and path of its own', () => {
    const places = registry.flatMap(({ http }) =>
      http ? [`${http.method} ${http.path.replaceAll(/\{\w+\}/g, '{}')}`] : [],
    )
    expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([])
  })

  it('lets only queries be read by GET, and nothing else by GET', () => {
    // A list taken out as a file is only read, too; that somebody took it is all that is written down.
    const readOnly = ({ name, kind }: UseCase) => kind === 'query' || /\.export(-|$)/.test(name)
    const wrong = registry.filter((useCase) => useCase.http && (useCase.http.method === 'GET') !== readOnly(useCase))
    expect(wrong.map(({ name }) => name)).toEqual([])
  })
})
