import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { traceOf } from '@/lib/modules/warehouse/internal/trace-of'
import { parcelWorkView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'

export const parcelWork = query({
  name: 'parcel.work',
  summary: 'Who picked, checked, weighed and shipped a parcel, at which station and when',
  http: { method: 'GET', path: '/fulfilments/{fulfilmentId}/work' },
  input: z.strictObject({ fulfilmentId: id('fulfilment') }),
  output: parcelWorkView,
  async run(ctx, { fulfilmentId }) {
    const { number } = await getFulfilment.within(ctx, { fulfilmentId })
    return { number, trace: await traceOf(ctx, fulfilmentId, number) }
  },
})
