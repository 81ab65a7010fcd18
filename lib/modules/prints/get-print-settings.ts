import { z } from 'zod'
import { invalid } from '@/lib/kernel/refusal'
import { allSettings } from '@/lib/modules/prints/internal/settings'
import { printSettingsView } from '@/lib/modules/prints/schema'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { query } from '@/lib/platform/door/use-case'

export const getPrintSettings = query({
  name: 'print-settings.get',
  summary: 'How papers look: of the company, or of a shop',
  http: { method: 'GET', path: '/print-settings' },
  input: z.strictObject({ shopCode: z.string().max(100).optional() }),
  example: {},
  output: printSettingsView,
  async run(ctx, { shopCode }) {
    const shop = shopCode ? await shopByCode(ctx, shopCode) : undefined
    if (shopCode && !shop) return invalid([{ path: 'shopCode', code: 'unknown' }])
    const all = await allSettings(ctx)
    const own = all.own(shop?.id ?? null)
    return {
      ...all.of(shop?.id ?? null),
      shopCode: shop ? (shopCode ?? null) : null,
      own: own !== undefined,
      version: own?.version ?? 0,
    }
  },
})
