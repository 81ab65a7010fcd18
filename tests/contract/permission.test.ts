import { beforeAll, expect, it } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor, createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const actors = new Map<string, Actor[]>()

beforeAll(async () => {
  const { tenantId } = await createTenant()
  for (const { code } of builtInRoles) {
    actors.set(code, [await createMember(tenantId, code), await createKeyActor(tenantId, code)])
  }
})

/** Nothing is done: an input that no schema takes comes after the permission and before everything else. */
async function allowed(useCase: UseCase, actor: Actor): Promise<boolean> {
  const e = await run(useCase, actor, Symbol('no input')).catch((error: unknown) => error)
  if (isRefusal(e) && e.code === 'forbidden') {
    expect(e.params).toEqual({ permission: useCase.name })
    return false
  }
  expect(e).toMatchObject({ code: 'invalid' })
  return true
}

it('has the eight roles of the trade', () => {
  expect(builtInRoles.map(({ code }) => code)).toEqual([
    'owner',
    'admin',
    'customer_service',
    'purchaser',
    'logistics',
    'warehouse',
    'sales',
    'finance',
  ])
})

/**
 * Which role may do what, spelled out for every use case. A new use case fails here until its line is added
 * (`npx vitest run tests/contract/permission.test.ts -u`) and somebody has looked at it in the diff.
 */
it('S4.5 lets each role do exactly what the table says', async () => {
  const lines: string[] = []
  for (const useCase of [...registry].sort((x, y) => (x.name < y.name ? -1 : 1))) {
    const may: string[] = []
    for (const [role, [member, key]] of actors) {
      if (!member || !key) throw new Error('an actor is missing')
      const answer = await allowed(useCase, member)
      expect({ role, name: useCase.name, key: await allowed(useCase, key) }).toEqual({
        role,
        name: useCase.name,
        key: answer,
      })
      if (answer) may.push(role)
    }
    lines.push(`${useCase.name.padEnd(28)} ${may.join(' ')}`)
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permissions.txt')
})

it('gives no role a permission that opens nothing', () => {
  const names = registry.map(({ name }) => name)
  const opens = (permission: string) =>
    permission === '*' ||
    names.some((name) => name === permission || (permission.endsWith('.*') && name.startsWith(permission.slice(0, -1))))
  const idle = builtInRoles.flatMap(({ code, permissions }) =>
    permissions.filter((p) => !opens(p)).map((p) => `${code} ${p}`),
  )
  expect([...new Set(idle)]).toEqual([])
})
