import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import {
  connectionRow,
  connectorOf,
  keysFor,
  sealCredentials,
  viewOf,
} from '@/lib/modules/channels/internal/connection-rows'
import { dueOf } from '@/lib/modules/channels/internal/flow-steps'
import { connectionView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { channelCodes } from '@/lib/modules/settings/schema'
import { fieldErrors } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

/** How much of the past a new connection asks for first. */
const firstPullMs = 24 * 3_600_000

export const setConnection = command({
  name: 'connection.set',
  summary: 'Connect a shop to its marketplace, or change its keys; what is left out stays as it is',
  http: { method: 'POST', path: '/shops/{shopId}/connection' },
  input: z.strictObject({
    shopId: id('shop'),
    /** Said for certainty only: a shop's channel is chosen once. */
    channel: z.enum(channelCodes).optional(),
    baseUrl: textField(300).optional(),
    credentials: z.record(z.string().max(50), z.string().max(4000)).default({}),
    paused: z.boolean().optional(),
    /** Orders modified since then are pulled; a day ago when left out. Only before the first pull. */
    since: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional(),
  }),
  example: {
    channel: 'shopify',
    baseUrl: 'https://my-shop.myshopify.com',
    credentials: { accessToken: 'shpat_example' },
  },
  output: connectionView,
  async run(ctx, { shopId, channel, baseUrl, credentials, paused, since }) {
    const shop = await getShop.within(ctx, { shopId })
    if (channel !== undefined && channel !== shop.channel) invalid([{ path: 'channel', code: 'another_channel' }])
    const connector = connectorOf(shop.channel)
    if (!connector) invalid([{ path: 'channel', code: 'not_supported' }])
    const known = await connectionRow(ctx, shopId, 'change')
    const address = baseUrl ?? known?.base_url ?? ''
    const { kept, forgotten } = await keysFor(ctx, connector, known, address)
    const all: Record<string, string> = {
      ...kept,
      ...Object.fromEntries(Object.entries(credentials).filter(([, text]) => text !== '')),
    }
    const parsed = connector.credentials.safeParse(all)
    if (!parsed.success)
      invalid(
        fieldErrors(parsed.error).map((e) => ({
          path: `credentials.${e.path}`,
          code: forgotten.includes(e.path) && !all[e.path] ? 'asked_again' : e.code,
        })),
      )
    if (address !== '' && !/^https?:\/\/[^\s/]+/.test(address)) invalid([{ path: 'baseUrl', code: 'not_an_address' }])
    if (address === '' && connector.declared.productionUrl === null) invalid([{ path: 'baseUrl', code: 'required' }])
    const changed = Object.keys(credentials).length > 0 || address !== known?.base_url
    // Nothing of it goes on: what is under way was asked with other keys, or from another beginning.
    const anew = changed || (!known?.pulled_at && since !== undefined)
    const values = {
      base_url: address,
      credentials: await sealCredentials(ctx, shopId, all),
      // New keys are believed until the channel says otherwise: the first pull tells.
      state: changed ? 'authorised' : (known?.state ?? 'authorised'),
      paused: paused ?? known?.paused ?? false,
      expires_at: all.expiresAt ? new Date(all.expiresAt) : null,
      due_at: ctx.now,
      ...(anew && { pull_rest: null, looked_back_at: null, lease: null, lease_until: null }),
      ...(changed && { failures: 0, trouble: null, call_failures: 0, calls_after: null }),
      ...(!known?.pulled_at && since && { cursor_at: since }),
      updated_at: ctx.now,
    }
    const row = known
      ? await ctx.db
          .updateTable('shop_connections')
          .set({ ...values, version: known.version + 1 })
          .where('shop_id', '=', shopId)
          .returningAll()
          .executeTakeFirstOrThrow()
      : await ctx.db
          .insertInto('shop_connections')
          .values({
            cursor_at: new Date(ctx.now.getTime() - firstPullMs),
            ...values,
            shop_id: shopId,
            created_at: ctx.now,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
    ctx.touch('shop', shopId)
    ctx.tell({ keys: Object.keys(credentials).sort() })
    if (!row.paused) {
      ctx.emit({ name: 'connection.pull-due', payload: { shopId } })
      // What the shop lists is wanted before its first orders are looked at.
      if (!known) ctx.emit(dueOf('listings', shopId))
    }
    return viewOf(ctx, shop, row)
  },
})
