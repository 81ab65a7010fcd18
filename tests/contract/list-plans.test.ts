import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { isRefusal } from '@/lib/kernel/refusal'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { inputOf } from '@/tests/contract/inputs'
import { scopedFieldsOf } from '@/tests/contract/scopes'
import { type Company, createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let company: Company
let limited: Actor

beforeAll(async () => {
  company = await createCompany()
  const { shopId = '', warehouseId = '' } = company.world
  limited = await createMember(company.tenantId, 'owner', { shopIds: [shopId], warehouseIds: [warehouseId] })
})

/** Lists are known by the fields they all have. */
const lists = registry.flatMap((useCase) => {
  const { properties = {} } = z.toJSONSchema(useCase.input, { io: 'input', unrepresentable: 'any' })
  return useCase.kind === 'query' && 'limit' in properties && 'cursor' in properties
    ? [[useCase.name, useCase] as const]
    : []
})

/**
 * The tables of a young company are read whole whatever index there is; asked not to, the planner does it only where no index could
 * answer. What it would choose among many rows is asked where they are (`tests/modules/orders/list-plans.test.ts` and its like).
 */
it.each(lists)('%s: every table it reads has an index for it, whole and narrowed', async (_name, useCase) => {
  const all = inputOf(useCase, company.world) ?? {}
  const bare = structuredClone(all)
  for (const path of scopedFieldsOf(useCase)) if (!path.includes('.')) delete bare[path]
  const inputs = [all, ...(useCase.input.safeParse(bare).success ? [bare] : [])]
  for (const actor of [company.owner, limited])
    for (const input of inputs) {
      const parsed = parse(useCase.input, input)
      const work = async (ctx: Context) => useCase.within(ctx, parsed)
      const plans = await plansOf(actor, work, { unfilled: true }).catch((e: unknown) => {
        // What is the whole company's is refused to who is limited.
        if (actor === limited && isRefusal(e)) return null
        throw e
      })
      if (!plans) continue
      expect(plans.length).toBeGreaterThan(0)
      expect(sequentialScans(plans)).toEqual([])
    }
})

it('asks every list', () => {
  expect(lists.length).toBeGreaterThan(55)
})
