import { z } from 'zod'
import { askedParcels } from '@/lib/modules/prints/internal/asked-parcels'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { oneOf, parcelsAsked, printAnswer, reprintField, someAsked } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'

/** Packing slips (发货单) that go into the parcels. */
export const printSlips = command({
  name: 'print.slips',
  summary: 'Print the packing slips of parcels, up to 500 in one file',
  http: { method: 'POST', path: '/prints/packing-slips', status: 201 },
  input: z.strictObject({ ...parcelsAsked, reprint: reprintField }).refine(someAsked, oneOf),
  example: { fulfilmentIds: ['019aab00-0000-7000-8000-000000000021'] },
  output: printAnswer,
  async run(ctx, { reprint, ...asked }) {
    const { good, refused } = await askedParcels(ctx, asked, { evenLeft: true })
    const papers = good.map((p) => ({ id: p.id, reference: p.number, shopId: p.shop_id, warehouseId: p.warehouse_id }))
    const answer = await writeDown(ctx, { kind: 'packing_slip', papers, refused, reprint })
    // What a cancel plan tells of: a slip lies in a box somewhere.
    await ctx.sql(
      'update fulfilments set printed_count = printed_count + 1 where tenant_id = $1 and id = any($2::uuid[])',
      [answer.printed.map((p) => p.id)],
    )
    return answer
  },
})
