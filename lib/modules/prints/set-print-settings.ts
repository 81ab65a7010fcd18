import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { allSettings, settingsAad } from '@/lib/modules/prints/internal/settings'
import { printSettingsView, settingsFields, settingsShape } from '@/lib/modules/prints/schema'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { command } from '@/lib/platform/door/use-case'

export const setPrintSettings = command({
  name: 'print-settings.set',
  summary: 'Set how papers look, for the company or for a shop of its own',
  http: { method: 'PUT', path: '/print-settings' },
  input: z.strictObject({
    ...settingsFields,
    shopCode: z.string().max(100).optional(),
    /** 0 where none were set before. */
    version: z.number().int().min(0).optional(),
  }),
  example: { labelSize: '100x150', senderName: 'Caravan', version: 0 },
  output: printSettingsView,
  async run(ctx, { shopCode, version, ...fields }) {
    const shop = shopCode ? await shopByCode(ctx, shopCode) : undefined
    if (shopCode && !shop) return invalid([{ path: 'shopCode', code: 'unknown' }])
    const before = (await allSettings(ctx)).own(shop?.id ?? null)?.version ?? 0
    if (version !== undefined && version !== before) refuse('version_conflict', { version: before })
    const crypt = await ctx.crypt()
    const [row] = await ctx.sql<{ version: number }>(
      `insert into print_settings (tenant_id, id, shop_id, body, updated_by, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, shop_id) do update set body = excluded.body, updated_by = excluded.updated_by,
         updated_at = excluded.updated_at, version = print_settings.version + 1 where print_settings.version = $7 returning version`,
      [
        newId(),
        shop?.id ?? null,
        crypt.seal(settingsAad(shop?.id ?? null), JSON.stringify(settingsShape.parse(fields))),
        ctx.actor.name,
        ctx.now,
        before,
      ],
    )
    if (!row) refuse('version_conflict', { version: before })
    ctx.tell({ shopCode: shopCode ?? null })
    return getPrintSettings.within(ctx, { shopCode })
  },
})
