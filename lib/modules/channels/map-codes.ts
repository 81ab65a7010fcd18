import { z } from 'zod'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { autoMap } from '@/lib/modules/channels/internal/auto-map'
import { command } from '@/lib/platform/door/use-case'

/** A new SKU, or a new code of one, maps the listings that were waiting for it. Without codes the clock asks for all. */
export const mapCodes = command({
  name: 'listing.map-codes',
  summary: 'Map listings whose seller SKU is a code by now',
  audited: false,
  input: z.strictObject({ codes: z.array(z.string()).optional() }),
  async run(ctx, { codes }) {
    await autoMap(ctx, { codes: codes?.map(codeKey) ?? null })
    return { more: false }
  },
})
