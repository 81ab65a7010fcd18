import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { shopView as view } from '@/lib/modules/settings/internal/shop-rows'
import { channelCodes, shopFields, shopView } from '@/lib/modules/settings/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createShop = command({
  name: 'shop.create',
  summary: 'Create a shop',
  http: { method: 'POST', path: '/shops', status: 201 },
  input: z.strictObject({
    ...shopFields,
    channel: z.enum(channelCodes),
    contact: shopFields.contact.default(''),
    returnDays: shopFields.returnDays.default(0),
    returnText: shopFields.returnText.default(''),
  }),
  example: { code: 'tmall-1', name: 'Tmall flagship', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' },
  output: shopView,
  async run(ctx, { timeZone, returnDays, returnText, ...fields }) {
    // Who is limited to some shops would make one it could never see.
    if (ctx.actor.scope.shopIds) refuse('forbidden', { permission: 'shop.create' })
    const row = await orTaken({ shops_code_uq: 'code' }, () =>
      ctx.db
        .insertInto('shops')
        .values({
          ...fields,
          ...{ id: newId(), time_zone: timeZone, created_at: ctx.now },
          ...{ return_days: returnDays, return_text: returnText },
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('shop', row.id)
    return view(row)
  },
})
