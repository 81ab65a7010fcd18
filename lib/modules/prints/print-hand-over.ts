import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer, reprintField } from '@/lib/modules/prints/schema'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { command } from '@/lib/platform/door/use-case'

/** What the carrier signs when it fetches parcels (交接单). */
export const printHandOver = command({
  name: 'print.hand-over',
  summary: 'Print a hand-over list, with room for two signatures',
  http: { method: 'POST', path: '/prints/hand-overs', status: 201 },
  input: z.strictObject({ handOverId: id('hand-over'), reprint: reprintField }),
  example: { handOverId: '019aab00-0000-7000-8000-000000000021' },
  output: printAnswer,
  async run(ctx, { handOverId, reprint }) {
    const { number } = await getHandOver.within(ctx, { handOverId })
    return writeDown(ctx, { kind: 'hand_over', papers: [{ id: handOverId, reference: number }], refused: [], reprint })
  },
})
