import { wholeTokens } from '@/lib/modules/customers/internal/customer-body'
import { visible } from '@/lib/modules/customers/visible'
import { type Hit, mostFound, perNumber } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The customers that pasted words mean: numbers, phones, mails, identities on a channel and whole names, looked up by their blind marks. */
export async function customersByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  const crypt = await ctx.crypt()
  const marks = numbers.flatMap((word, i) => wholeTokens(crypt, word).map((token) => ({ n: i + 1, token })))
  return ctx.sql<Hit>(
    `with hits as (
       select n.n, c.id from unnest($4::text[]) with ordinality as n(number, n) join customers c on c.tenant_id = $1 and c.number = n.number
       union select m.n, k.customer_id from unnest($5::int[], $6::bigint[]) as m(n, token) cross join lateral (
               select c.id as customer_id from customer_tokens t join customers c on c.tenant_id = $1 and c.id = t.customer_id
              where t.tenant_id = $1 and t.token = m.token and ${visible('$2', '$3')} order by c.id limit ${perNumber + 1}) k)
     select h.n::int as n, h.id from hits h join customers c on c.tenant_id = $1 and c.id = h.id
      where ${visible('$2', '$3')} order by h.n, h.id limit ${mostFound + 1}`,
    [
      ...[ctx.actor.scope.shopIds, ctx.actor.id, numbers.map((word) => word.toUpperCase())],
      ...[marks.map(({ n }) => n), marks.map(({ token }) => token)],
    ],
  )
}
