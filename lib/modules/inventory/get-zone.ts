import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { zoneView as view, zoneRow } from '@/lib/modules/inventory/internal/zone-rows'
import { zoneView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getZone = query({
  name: 'zone.get',
  summary: 'Show one zone',
  http: { method: 'GET', path: '/zones/{zoneId}' },
  input: z.strictObject({ zoneId: id('zone') }),
  output: zoneView,
  async run(ctx, { zoneId }) {
    return view(await zoneRow(ctx, zoneId))
  },
})
