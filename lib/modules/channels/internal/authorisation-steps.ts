import { z } from 'zod'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import type { Id } from '@/lib/kernel/ids'
import { authorisationAad, keyOf } from '@/lib/modules/channels/internal/authorisation-rows'
import { sameSecret } from '@/lib/platform/crypto'
import { command } from '@/lib/platform/door/use-case'

const minutes = 20

export type Authorisation = { shopId: Id<'shop'>; baseUrl: string; redirectUri: string; credentials: Credentials }

type Row = {
  shop_id: Id<'shop'>
  session_key: Buffer
  credentials: Buffer
  base_url: string
  redirect_uri: string
}

/** Takes up what a person left with, once; null to anybody else, and when it is too late. */
export const takeAuthorisation = command({
  name: 'connection.take-authorisation',
  summary: 'Take up the permission of a marketplace',
  audited: false,
  input: z.strictObject({ state: z.string().max(200), memberId: z.uuid(), session: z.string() }),
  async run(ctx, { state, memberId, session }): Promise<Authorisation | null> {
    const [id = '', secret = ''] = state.split('.')
    if (!z.uuid().safeParse(id).success) return null
    const [row] = await ctx.sql<Row>(
      `select shop_id, session_key, credentials, base_url, redirect_uri from shop_authorisations
        where tenant_id = $1 and id = $2 and member_id = $3 and used_at is null and created_at > $4::timestamptz - interval '${minutes} minutes'
        for update`,
      [id, memberId, ctx.now],
    )
    if (!row || !sameSecret(row.session_key.toString('hex'), keyOf(secret, session).toString('hex'))) return null
    await ctx.sql('update shop_authorisations set used_at = $3 where tenant_id = $1 and id = $2', [id, ctx.now])
    const crypt = await ctx.crypt()
    return {
      shopId: row.shop_id,
      baseUrl: row.base_url,
      redirectUri: row.redirect_uri,
      credentials: JSON.parse(crypt.open(authorisationAad(id), row.credentials)) as Credentials,
    }
  },
})
