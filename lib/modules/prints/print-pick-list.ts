import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer, reprintField } from '@/lib/modules/prints/schema'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { command } from '@/lib/platform/door/use-case'

/** The way of a wave through the bins on paper (拣货单), for whoever picks without a scanner. */
export const printPickList = command({
  name: 'print.pick-list',
  summary: 'Print the pick list of a wave, in the sequence of its route',
  http: { method: 'POST', path: '/prints/pick-lists', status: 201 },
  input: z.strictObject({ waveId: id('wave'), reprint: reprintField }),
  example: { waveId: '019aab00-0000-7000-8000-000000000021' },
  output: printAnswer,
  async run(ctx, { waveId, reprint }) {
    const wave = await getWave.within(ctx, { waveId })
    return writeDown(ctx, { kind: 'pick_list', papers: [{ id: waveId, reference: wave.number }], refused: [], reprint })
  },
})
