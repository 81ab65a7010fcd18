import { allBlocks } from '@/lib/modules/prints/internal/templates'
import { type PrintSettings, settingsShape } from '@/lib/modules/prints/schema'
import type { Context } from '@/lib/platform/door/context'

export const settingsAad = (shopId: string | null) => `print_settings|body|${shopId ?? 'company'}`

type SettingsRow = { shop_id: string | null; body: Buffer; version: number }

export type AllSettings = {
  own(shopId: string | null): { settings: PrintSettings; version: number } | undefined
  /** A shop's own, or the company's, or what a company starts with. */
  of(shopId: string | null): PrintSettings
}

/** All at once: a company has as many as it has shops, and papers of several shops come in one file. */
export async function allSettings(ctx: Context): Promise<AllSettings> {
  const rows = await ctx.sql<SettingsRow>(
    'select shop_id, body, version from print_settings where tenant_id = $1',
    [],
    'print-settings',
  )
  const crypt = await ctx.crypt()
  const known = new Map(
    rows.map((row) => {
      const settings = readSettings(JSON.parse(crypt.open(settingsAad(row.shop_id), row.body)))
      return [row.shop_id, { settings, version: row.version }]
    }),
  )
  const company = known.get(null)?.settings ?? settingsShape.parse({})
  return { own: (shopId) => known.get(shopId), of: (shopId) => known.get(shopId)?.settings ?? company }
}

/** A block that came to be after the settings were saved is listed, and off. What was saved before there were templates said of goods alone. */
function readSettings(raw: { showGoods?: boolean }): PrintSettings {
  const settings = settingsShape.parse(raw)
  const goods = raw.showGoods !== false
  return {
    ...settings,
    templates: {
      'zh-CN': allBlocks(settings.templates['zh-CN'], goods),
      en: allBlocks(settings.templates.en, goods),
    },
  }
}
