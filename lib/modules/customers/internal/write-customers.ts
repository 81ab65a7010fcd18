import type { FieldError } from '@/lib/kernel/refusal'
import { customerAad, maskBody, type Token, tokensOf } from '@/lib/modules/customers/internal/customer-body'
import type { CustomerBody } from '@/lib/modules/customers/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type Draft = {
  readonly id: string
  /** Of a new one; who is known keeps theirs. */
  readonly number?: string
  readonly body: CustomerBody
  readonly note: string
  readonly group: string
  readonly tags: readonly string[]
}

/** Which telling marks of these belong to another customer already, or to an earlier one of them. */
export async function takenMarks(ctx: Context, drafts: readonly Pick<Draft, 'id' | 'body'>[]): Promise<FieldError[][]> {
  const crypt = await ctx.crypt()
  const marks = drafts.map(({ body }) => tokensOf(crypt, body).filter(({ telling }) => telling))
  const rows = await ctx.sql<{ token: bigint; customer_id: string }>(
    'select token, customer_id from customer_tokens where tenant_id = $1 and telling and token = any($2::bigint[])',
    [marks.flat().map(({ token }) => token)],
  )
  const owners = new Map(rows.map((row) => [row.token, row.customer_id]))
  return drafts.map(({ id }, i) => {
    const paths = new Set<Token['path']>()
    for (const { token, path } of marks[i] ?? []) {
      if ((owners.get(token) ?? id) !== id) paths.add(path)
      owners.set(token, id)
    }
    return [...paths].map((path) => ({ path, code: 'taken' }))
  })
}

/** Makes or changes many customers, a statement for each table and way; their marks are asked for before. */
export async function writeCustomers(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return
  const crypt = await ctx.crypt()
  const sealed = drafts.map((draft) => ({
    ...draft,
    sealed: crypt.seal(customerAad(draft.id), JSON.stringify(draft.body)),
    masked: maskBody(draft.body),
    words: sealWords(crypt, wordsAad('customers', draft.id), draft.note),
  }))
  const made = sealed.filter(({ number }) => number !== undefined)
  await insertMany(ctx, 'customers', {
    id: ['uuid', made.map(({ id }) => id)],
    number: ['text', made.map(({ number }) => number)],
    body: ['bytea', made.map((d) => d.sealed)],
    masked: ['jsonb', made.map((d) => d.masked)],
    words: ['bytea', made.map((d) => d.words)],
    group_name: ['text', made.map(({ group }) => group)],
    tags: ['jsonb', made.map(({ tags }) => tags)],
    created_by: ['uuid', made.map(() => ctx.actor.id)],
    created_at: ['timestamptz', made.map(() => ctx.now)],
    updated_at: ['timestamptz', made.map(() => ctx.now)],
  })
  const known = sealed.filter(({ number }) => number === undefined)
  await ctx.sql(
    `update customers c set body = u.body, masked = u.masked, words = u.words, group_name = u.group_name, tags = u.tags, updated_at = $2, version = c.version + 1
       from unnest($3::uuid[], $4::bytea[], $5::jsonb[], $6::bytea[], $7::text[], $8::jsonb[]) as u(id, body, masked, words, group_name, tags)
      where c.tenant_id = $1 and c.id = u.id`,
    [
      ctx.now,
      known.map(({ id }) => id),
      known.map((d) => d.sealed),
      known.map((d) => JSON.stringify(d.masked)),
      known.map((d) => d.words),
      known.map(({ group }) => group),
      known.map(({ tags }) => JSON.stringify(tags)),
    ],
  )
  await writeMarks(
    ctx,
    sealed.map(({ id, body }) => ({ id, tokens: tokensOf(crypt, body) })),
  )
}

export async function writeMarks(
  ctx: Context,
  all: readonly { id: string; tokens: readonly Token[] }[],
): Promise<void> {
  await ctx.sql('delete from customer_tokens where tenant_id = $1 and customer_id = any($2::uuid[])', [
    all.map(({ id }) => id),
  ])
  const rows = all.flatMap(({ id, tokens }) =>
    [...new Map(tokens.map((t) => [t.token, t])).values()].map((t) => ({ id, ...t })),
  )
  await insertMany(
    ctx,
    'customer_tokens',
    {
      token: ['bigint', rows.map(({ token }) => token)],
      customer_id: ['uuid', rows.map(({ id }) => id)],
      telling: ['boolean', rows.map(({ telling }) => telling)],
    },
    'returning token',
  )
}
