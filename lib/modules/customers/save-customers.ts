import { newId } from '@/lib/kernel/ids'
import type { FieldError } from '@/lib/kernel/refusal'
import { bodyOf, nobody, tokensOf } from '@/lib/modules/customers/internal/customer-body'
import { customerColumns, type DbCustomer, openBody } from '@/lib/modules/customers/internal/customer-rows'
import { type Draft, takenMarks, writeCustomers } from '@/lib/modules/customers/internal/write-customers'
import { type CustomerBody, type CustomerEntry, mostAddresses } from '@/lib/modules/customers/schema'
import { visible } from '@/lib/modules/customers/visible'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { openWords, wordsAad } from '@/lib/platform/words'

export type CustomerEffect = { type: 'customer'; id: string; before?: unknown; version: number }
/** Who was changed, as they were: what is sealed stays sealed where it is kept to be put back. */
export type SealedState = { body: string; words: string; group: string; tags: string[] }
export type SavedCustomer = {
  readonly id: string
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected'
  readonly errors: readonly FieldError[]
  readonly effects: readonly CustomerEffect[]
}

type Plan = { draft: Draft; before: DbCustomer | undefined; changed: boolean; errors: readonly FieldError[] }

export async function judgeCustomers(ctx: Context, entries: readonly CustomerEntry[]): Promise<FieldError[][]> {
  return (await plan(ctx, entries, 'read')).map(({ errors }) => [...errors])
}

/** Makes and changes many customers at once, each known by phone, e-mail or identity; a wrong one stays out, the others go in. */
export async function saveCustomers(ctx: Context, entries: readonly CustomerEntry[]): Promise<SavedCustomer[]> {
  const plans = await plan(ctx, entries, 'change')
  const due = plans.filter(({ errors, changed }) => errors.length === 0 && changed)
  const fresh = due.filter(({ before }) => !before)
  const numbers = fresh.length > 0 ? await takeNumbers(ctx, 'CU', fresh.length) : []
  await writeCustomers(
    ctx,
    due.map(({ draft, before }) => (before ? draft : { ...draft, number: numbers.shift() ?? '' })),
  )
  return plans.map(({ draft, before, changed, errors }): SavedCustomer => {
    if (errors.length > 0) return { id: draft.id, outcome: 'rejected', errors, effects: [] }
    if (!changed) return { id: draft.id, outcome: 'unchanged', errors, effects: [] }
    const effect: CustomerEffect = {
      type: 'customer',
      id: draft.id,
      version: (before?.version ?? 0) + 1,
      ...(before && { before: sealedState(before) }),
    }
    return { id: draft.id, outcome: before ? 'updated' : 'created', errors, effects: [effect] }
  })
}

function sealedState({ body, words, group_name: group, tags }: DbCustomer): SealedState {
  return { body: body.toString('base64'), words: words.toString('base64'), group, tags }
}

async function plan(ctx: Context, entries: readonly CustomerEntry[], mode: 'read' | 'change'): Promise<Plan[]> {
  const crypt = await ctx.crypt()
  const telling = entries.map((entry) =>
    tokensOf(crypt, bodyOf(nobody, entry))
      .filter((mark) => mark.telling)
      .map(({ token }) => token),
  )
  const rows = await ctx.sql<DbCustomer & { token: bigint }>(
    `select k.token, ${customerColumns} from customer_tokens k join customers c on c.tenant_id = $1 and c.id = k.customer_id
      where k.tenant_id = $1 and k.telling and k.token = any($2::bigint[]) and ${visible('$3', '$4')}
      order by c.id ${mode === 'change' ? 'for no key update of c' : ''}`,
    [telling.flat(), ctx.actor.scope.shopIds, ctx.actor.id],
  )
  const known = new Map(rows.map((row) => [row.token, row]))
  const seen = new Set<string>()
  const plans = entries.map((entry, i): Plan => {
    // The phone tells more than the e-mail, and that more than a nick: the first that is known is who is meant.
    const before = telling[i]?.map((token) => known.get(token)).find((row) => row !== undefined)
    const errors: FieldError[] = []
    if (telling[i]?.length === 0) errors.push({ path: 'phone', code: 'required' })
    if (before && seen.has(before.id)) errors.push({ path: 'phone', code: 'duplicate' })
    if (before) seen.add(before.id)
    const old = before ? openBody(crypt, before) : nobody
    const note = before ? openWords(crypt, wordsAad('customers', before.id), before.words, '') : ''
    const body = added(old, entry)
    if (body.name === '') errors.push({ path: 'name', code: 'required' })
    const draft: Draft = {
      id: before?.id ?? newId(),
      body,
      note: entry.note || note,
      group: entry.group || before?.group_name || '',
      tags: entry.tags?.length ? [...new Set(entry.tags)] : (before?.tags ?? []),
    }
    const was = before && { body: old, note, group: before.group_name, tags: before.tags }
    const is = { body, note: draft.note, group: draft.group, tags: draft.tags }
    return { draft, before, changed: JSON.stringify(was) !== JSON.stringify(is), errors }
  })
  const taken = await takenMarks(
    ctx,
    plans.map(({ draft }) => draft),
  )
  return plans.map((one, i) => ({ ...one, errors: one.errors.length > 0 ? one.errors : (taken[i] ?? []) }))
}

/** What a file leaves empty says nothing; an address that is not known comes first, identities are added. */
function added(old: CustomerBody, { name, phone, email, buyers = [], addresses = [] }: CustomerEntry): CustomerBody {
  const there = new Set(old.addresses.map((address) => JSON.stringify(address)))
  return {
    name: name || old.name,
    phone: phone || old.phone,
    email: email || old.email,
    buyers: [...new Set([...old.buyers, ...buyers])],
    addresses: [...addresses.filter((address) => !there.has(JSON.stringify(address))), ...old.addresses].slice(
      0,
      mostAddresses,
    ),
  }
}
