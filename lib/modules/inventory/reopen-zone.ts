import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { setZoneStatus } from '@/lib/modules/inventory/internal/set-zone-status'
import { zoneView } from '@/lib/modules/inventory/schema'
import { command } from '@/lib/platform/door/use-case'

export const reopenZone = command({
  name: 'zone.reopen',
  summary: 'Open a closed zone again',
  http: { method: 'POST', path: '/zones/{zoneId}/reopen' },
  input: z.strictObject({ zoneId: id('zone'), version: versionField.optional() }),
  example: {},
  output: zoneView,
  run: (ctx, input) => setZoneStatus(ctx, input, 'active'),
})
