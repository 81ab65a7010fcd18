import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { zoneView as view, zoneRow } from '@/lib/modules/inventory/internal/zone-rows'
import { zoneFields, zoneView } from '@/lib/modules/inventory/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateZone = command({
  name: 'zone.update',
  summary: 'Change a zone',
  http: { method: 'PATCH', path: '/zones/{zoneId}' },
  input: z
    .object(zoneFields)
    .partial()
    .extend({ zoneId: id('zone'), version: versionField })
    .strict(),
  example: { name: 'First floor', version: 1 },
  output: zoneView,
  async run(ctx, { zoneId, version, ...fields }) {
    const row = await zoneRow(ctx, zoneId, 'change')
    expectVersion(row, version)
    const changed = await orTaken({ zones_code_uq: 'code' }, () =>
      ctx.db
        .updateTable('zones')
        .set({ ...fields, version: row.version + 1 })
        .where('id', '=', zoneId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('zone', zoneId)
    return view(changed)
  },
})
