import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id, newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { authorisationAad, keyOf, redirectUri } from '@/lib/modules/channels/internal/authorisation-rows'
import { connectionRow, connectorOf, keysFor } from '@/lib/modules/channels/internal/connection-rows'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

/**
 * Sends a person to the marketplace's page of permission. What comes back is believed only from the same person, in the same
 * session, for the same shop, once and soon. Called by pages alone: there must be a browser to come back in.
 */
export const authoriseConnection = command({
  name: 'connection.authorise',
  summary: 'Go to the marketplace to permit the connection of a shop',
  remembered: false,
  input: z.strictObject({
    shopId: id('shop'),
    baseUrl: textField(300).optional(),
    credentials: z.record(z.string().max(50), z.string().max(4000)).default({}),
    session: z.string().min(20).max(100),
  }),
  async run(ctx, { shopId, baseUrl, credentials, session }) {
    const shop = await getShop.within(ctx, { shopId })
    const connector = connectorOf(shop.channel)
    if (!connector?.authorise) return invalid([{ path: 'shopId', code: 'not_supported' }])
    const known = await connectionRow(ctx, shopId)
    const address = (baseUrl ?? known?.base_url ?? '').replace(/\/+$/, '')
    const { kept, forgotten } = await keysFor(ctx, connector, known, address)
    const all: Record<string, string> = {
      ...kept,
      ...Object.fromEntries(Object.entries(credentials).filter(([, text]) => text !== '')),
    }
    const missing = connector.authorise.needs.filter((name) => !all[name])
    if (missing.length > 0)
      invalid(
        missing.map((name) => ({
          path: `credentials.${name}`,
          code: forgotten.includes(name) ? 'asked_again' : 'required',
        })),
      )
    if (address !== '' && !/^https?:\/\/[^\s/]+/.test(address)) invalid([{ path: 'baseUrl', code: 'not_an_address' }])
    if (address === '' && connector.declared.productionUrl === null) invalid([{ path: 'baseUrl', code: 'required' }])
    const authorisationId = newId()
    const secret = randomBytes(24).toString('base64url')
    const crypt = await ctx.crypt()
    // Left by people who never came back.
    await ctx.sql(
      `delete from shop_authorisations where tenant_id = $1 and created_at < $2::timestamptz - interval '1 day' returning id`,
      [ctx.now],
    )
    await ctx.sql(
      `insert into shop_authorisations (tenant_id, id, shop_id, member_id, session_key, credentials, base_url, redirect_uri, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        authorisationId,
        shopId,
        ctx.actor.id,
        keyOf(secret, session),
        crypt.seal(authorisationAad(authorisationId), JSON.stringify(all)),
        address,
        redirectUri(),
        ctx.now,
      ],
    )
    ctx.touch('shop', shopId)
    const page = address === connector.declared.productionUrl ? '' : address
    return { url: connector.authorise.url(page, all, redirectUri(), `${authorisationId}.${secret}`) }
  },
})
