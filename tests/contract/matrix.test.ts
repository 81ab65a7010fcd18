import { beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { parse, run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'
import { type Input, idFieldsOf, inputOf, valueAt, withValueAt } from '@/tests/contract/inputs'
import { isScoped } from '@/tests/contract/scopes'
import { type Company, createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

type Person = { role: string; whole: Actor; limited: Actor }

let mine: Company
let victim: Company
const people: Person[] = []
/** One line a use case and kind of row: what each role is told. */
const told: string[] = []

beforeAll(async () => {
  ;[mine, victim] = await Promise.all([createCompany(), createCompany()])
  const scope = { shopIds: [mine.world.otherShopId ?? ''], warehouseIds: [mine.world.otherWarehouseId ?? ''] }
  for (const { code: role } of builtInRoles) {
    const [whole, limited] = [await createMember(mine.tenantId, role), await createMember(mine.tenantId, role, scope)]
    people.push({ role, whole, limited })
  }
})

type Answer = { code: string; shown: string }

function answerOf(value: unknown): Answer {
  const items = (value as { items?: unknown[] } | null)?.items
  return { code: items?.length === 0 ? 'empty' : 'ok', shown: timeless(JSON.stringify(value ?? null)) }
}

/** Two answers may differ by the moment they were given at. */
function timeless(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
}

function refusalOf(e: unknown): Answer {
  if (!isRefusal(e)) throw e
  const errors = (e.params.errors as { path: string; code: string }[] | undefined) ?? []
  const detail = errors.length > 0 ? ` ${[...new Set(errors.map(({ code }) => code))].join()}` : ''
  return { code: `${e.code}${detail}`, shown: JSON.stringify(e.params) }
}

const ask = (useCase: UseCase, actor: Actor, input: unknown): Promise<Answer> =>
  run(useCase, actor, input).then(answerOf, refusalOf)

/** The same, and undone: the next cell finds the company as this one did. */
async function askAndUndo(useCase: UseCase, actor: Actor, input: Input): Promise<Answer> {
  class Undone extends Error {
    constructor(readonly value: unknown) {
      super('undone')
    }
  }
  const undone = async (): Promise<never> => {
    const parsed = parse(useCase.input, input)
    const command = useCase.kind === 'command' ? useCase : undefined
    // Who signs in is proved before the transaction; what others ask there is the network, which no cell does.
    const said = command?.name === 'station.enter' ? await command.outside?.(actor, parsed) : undefined
    return inTenant(actor.tenantId, 'write', async (client) => {
      const ctx = new Context(client, actor, new Date())
      throw new Undone(await (command ? command.within(ctx, parsed, said) : useCase.within(ctx, parsed)))
    })
  }
  return undone().catch((e: unknown) => (e instanceof Undone ? answerOf(e.value) : refusalOf(e)))
}

/** The input with each of these fields made to name something else; the words around it stay. */
function naming(input: Input, fields: readonly string[], value: (path: string) => unknown): Input {
  return fields.reduce((made, path) => withValueAt(made, path, value(path)), input)
}

const unknown = (path: string) => (path.endsWith('Code') ? 'no-such-code' : newId())

/** What the answers of one column have in common, role by role; ids of the moment do not count. */
function line(name: string, column: string, answers: readonly (readonly [string, string])[]): void {
  const codes = [...new Set(answers.map(([, code]) => code))].sort()
  const parts = codes.map(
    (code) =>
      `${code}: ${answers
        .filter((one) => one[1] === code)
        .map(([role]) => role)
        .join(' ')}`,
  )
  told.push(`${name.padEnd(30)} ${column.padEnd(13)} ${parts.join(' | ')}`)
}

it.each(registry.map((useCase) => [useCase.name, useCase] as const))('%s', async (name, useCase) => {
  const theirInput = inputOf(useCase, victim.world)
  const input = inputOf(useCase, mine.world) ?? {}
  // Those without a value in this world are missed by the test of leaks, which asks for all of them.
  const fields = idFieldsOf(useCase).filter((path) => valueAt(input, path) != null && valueAt(theirInput, path) != null)
  const allowed = people.filter(({ whole }) => may(whole, name))
  const refused = people.filter(({ whole }) => !may(whole, name))

  // Without the right, every row is refused alike and before anybody looks whether it exists.
  for (const { whole, limited } of refused) {
    const inputs = [input, naming(input, fields, (path) => valueAt(theirInput, path)), naming(input, fields, unknown)]
    const answers = await Promise.all([...inputs.map((one) => ask(useCase, whole, one)), ask(useCase, limited, input)])
    for (const one of answers) expect(one).toEqual({ code: 'forbidden', shown: JSON.stringify({ permission: name }) })
  }

  const own = await Promise.all(
    allowed.map(async ({ role, whole }) => [role, await askAndUndo(useCase, whole, input)] as const),
  )
  for (const [role, { code, shown }] of own) {
    // Who holds the right may still lack another one that this very row asks for, and is told which.
    expect
      .soft(`${code} ${shown}`, `${role} on the own row`)
      .not.toBe(`forbidden ${JSON.stringify({ permission: name })}`)
    expect.soft(code, `${role} on the own row`).not.toBe('unauthenticated')
  }
  const beyondRight = own.filter(([, { code }]) => code === 'forbidden')
  if (beyondRight.length > 0)
    line(
      name,
      'own',
      beyondRight.map(([role, { shown }]) => [role, `forbidden ${shown}`]),
    )
  if (refused.length > 0)
    line(
      name,
      'every row',
      refused.map(({ role }) => [role, 'forbidden']),
    )
  if (fields.length === 0) return

  const random = naming(input, fields, unknown)
  const foreign = naming(input, fields, (path) => valueAt(theirInput, path))
  const cells = await Promise.all(
    allowed.map(
      async ({ role, whole }) => [role, await ask(useCase, whole, random), await ask(useCase, whole, foreign)] as const,
    ),
  )
  for (const [role, nobody, theirs] of cells) expect(theirs, `${role} on a row of another company`).toEqual(nobody)
  line(
    name,
    'another’s',
    cells.map(([role, , { code }]) => [role, code]),
  )

  const beyond = fields.filter((path) => isScoped(useCase, path))
  if (beyond.length === 0) return
  const hidden = await Promise.all(
    allowed.map(
      async ({ role, limited }) =>
        [
          role,
          await ask(useCase, limited, naming(input, beyond, unknown)),
          await ask(useCase, limited, input),
        ] as const,
    ),
  )
  for (const [role, nobody, theirs] of hidden) expect(theirs, `${role} on a row of another shop`).toEqual(nobody)
  line(
    name,
    'another shop’s',
    hidden.map(([role, , { code }]) => [role, code]),
  )
})

it('refuses exactly as it is spelled out', async () => {
  // A new use case fails here until its lines are added (`npx vitest run tests/contract/matrix.test.ts -u`) and looked at.
  await expect(`${told.sort().join('\n')}\n`).toMatchFileSnapshot('refusals.txt')
})
