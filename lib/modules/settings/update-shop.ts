import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { shopRow, shopView as view } from '@/lib/modules/settings/internal/shop-rows'
import { shopFields, shopView } from '@/lib/modules/settings/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateShop = command({
  name: 'shop.update',
  summary: 'Change a shop',
  http: { method: 'PATCH', path: '/shops/{shopId}' },
  input: z
    .object(shopFields)
    .partial()
    .extend({ shopId: id('shop'), version: versionField })
    .strict(),
  example: { name: 'Tmall flagship store', version: 1 },
  output: shopView,
  async run(ctx, { shopId, version, timeZone, returnDays, returnText, ...fields }) {
    const row = await shopRow(ctx, shopId, 'change')
    expectVersion(row, version)
    const changed = await orTaken({ shops_code_uq: 'code' }, () =>
      ctx.db
        .updateTable('shops')
        .set({
          ...fields,
          ...{ time_zone: timeZone, return_days: returnDays, return_text: returnText },
          version: row.version + 1,
        })
        .where('id', '=', shopId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('shop', shopId)
    return view(changed)
  },
})
