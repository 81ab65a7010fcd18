import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { writeTrail } from '@/lib/platform/door/trail'
import type { UseCase } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'
import { withClient } from '@/scripts/lib/roles'
import { inputOf, withValueAt } from '@/tests/contract/inputs'
import { type Company, createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { tracesIn } from '@/tests/support/traces'

const db = await setupWorkerDatabase()
const typed = '欧阳槿鹬 17742685193 不要了'

/** What asks a person why, or what they have to say. */
const asks = /^(reason|note|notes|remark|comment|purpose|text|message)$/

/** Needs an order that waits although its goods are there; writes its reason as `order.reroute` does, by the same two calls. */
const asReroute = ['order.split-by-plan']

/** What must have happened before. */
const after: Record<string, string> = { 'fulfilment.unship': 'fulfilment.ship', 'order.deliver': 'fulfilment.ship' }

type Schema = { type?: string; enum?: unknown[]; properties?: Record<string, Schema> }

const askedBy = (useCase: UseCase): string[] => {
  const { properties = {} } = z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' }) as Schema
  return Object.entries(properties).flatMap(([field, { type, enum: list }]) =>
    asks.test(field) && type === 'string' && !list ? [field] : [],
  )
}
const asking = registry.flatMap((useCase) =>
  useCase.kind === 'command' && !asReroute.includes(useCase.name)
    ? askedBy(useCase).map((field) => [useCase.name, field, useCase] as const)
    : [],
)

let company: Company
let tables: string[]
let shippedOrderId = ''
beforeAll(async () => {
  company = await createCompany()
  const { owner, tenantId, world } = company
  // The order of the parcel that is shipped.
  const [line] = await inTenant(tenantId, 'read', (client) =>
    new Context(client, owner, new Date()).sql<{ order_id: string }>(
      'select order_id from fulfilment_lines where tenant_id = $1 and fulfilment_id = $2',
      [world.fulfilmentId],
    ),
  )
  shippedOrderId = line?.order_id ?? ''
  tables = await withClient(db.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by 1`,
    )
    return rows.map((row) => row.name)
  })
})

class Enough extends Error {
  readonly found: string[]
  constructor(found: string[]) {
    super('nothing of this is kept')
    this.found = found
  }
}

/** Tables in which the text lies in any readable form right after the command, which is then undone. */
async function keptInClear(useCase: UseCase, input: unknown): Promise<string[]> {
  const { owner, tenantId } = company
  const outcome = await inTenant(tenantId, 'write', async (client) => {
    const ctx = new Context(client, owner, new Date())
    const before = registry.find(({ name }) => name === after[useCase.name])
    if (before) await before.within(ctx, parse(before.input, inputOf(before, company.world)))
    await useCase.within(ctx, parse(useCase.input, input))
    await writeTrail(ctx, useCase.name)
    const found: string[] = []
    for (const table of tables) {
      const { rows } = await client.query(
        `select string_agg(x::text, chr(10)) as text from ${table} x where tenant_id = $1`,
        [tenantId],
      )
      if (tracesIn(Buffer.from(rows[0]?.text ?? ''), [typed]).length > 0) found.push(table)
    }
    throw new Enough(found)
  }).catch((e: unknown) => e)
  if (outcome instanceof Enough) return outcome.found
  throw outcome
}

describe('what a person types', () => {
  it('is asked for in many places, and the search finds what is in clear', async () => {
    expect(asking.length).toBeGreaterThan(20)
    const tag = registry.find(({ name }) => name === 'tag.create')
    if (!tag) throw new Error('there is no tag.create')
    // A tag's name is no reason and no note: it stands in lists, in clear.
    const input = withValueAt(inputOf(tag, company.world) ?? {}, 'name', typed)
    expect(await keptInClear(tag, input)).toEqual(['tags'])
  })

  it.each(asking)('%s: its %s lies nowhere in clear', async (_name, field, useCase) => {
    const world = useCase.name === 'order.deliver' ? { ...company.world, orderId: shippedOrderId } : company.world
    const input = inputOf(useCase, world)
    expect(input, 'an input that works').toBeDefined()
    expect(await keptInClear(useCase, withValueAt(input ?? {}, field, typed))).toEqual([])
  })
})
