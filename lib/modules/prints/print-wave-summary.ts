import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer, reprintField } from '@/lib/modules/prints/schema'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { command } from '@/lib/platform/door/use-case'

/** A wave at a glance (波次汇总单): how much of which goods, and which parcel is in which slot. */
export const printWaveSummary = command({
  name: 'print.wave-summary',
  summary: 'Print the summary of a wave: its goods in total, and its parcels by slot',
  http: { method: 'POST', path: '/prints/wave-summaries', status: 201 },
  input: z.strictObject({ waveId: id('wave'), reprint: reprintField }),
  example: { waveId: '019aab00-0000-7000-8000-000000000021' },
  output: printAnswer,
  async run(ctx, { waveId, reprint }) {
    const { number } = await getWave.within(ctx, { waveId })
    return writeDown(ctx, { kind: 'wave_summary', papers: [{ id: waveId, reference: number }], refused: [], reprint })
  },
})
