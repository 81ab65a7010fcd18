import { type ShopRow, shopOf } from '@/lib/modules/dispatch/internal/scope'
import { type MessageKind, type MessageView, messageKinds } from '@/lib/modules/dispatch/schema'
import type { MailRow } from '@/lib/platform/mail/mail-messages'

/** Kinds that lie with the company; its mails lie with the sign-in role. */
export type StoredKind = Exclude<MessageKind, 'mail'>
const storedKinds = messageKinds.filter((kind): kind is StoredKind => kind !== 'mail')

/** Jobs that ask a marketplace for something; each run of one is a message of its own. */
const pulls = `('connection.pull', 'listing.pull', 'refund.pull')`

/** The states of each kind by what they mean to a person. */
const states: Record<StoredKind, Record<MessageView['state'], string>> = {
  pull: jobStates(),
  job: jobStates(),
  delivery: {
    waiting: `m.state = 'waiting' and m.trouble is null`,
    done: `m.state = 'done'`,
    failed: `(m.state = 'failed' or (m.state = 'waiting' and m.trouble is not null))`,
    aside: 'false',
  },
  report: {
    waiting: `m.state = 'waiting' and m.trouble is null`,
    done: `m.state in ('reported', 'already')`,
    failed: `(m.state = 'failed' or (m.state = 'waiting' and m.trouble is not null))`,
    aside: `m.state = 'withdrawn'`,
  },
  push: { waiting: 'false', done: `m.outcome = 'taken'`, failed: `m.outcome <> 'taken'`, aside: 'false' },
  reject: {
    waiting: 'false',
    done: `m.state = 'replayed'`,
    failed: `m.state = 'open'`,
    aside: `m.state = 'dismissed'`,
  },
  webhook: {
    waiting: `m.state = 'waiting' and m.trouble is null`,
    done: `m.state = 'taken'`,
    failed: `(m.state = 'dead' or (m.state = 'waiting' and m.trouble is not null))`,
    aside: 'false',
  },
}

function jobStates(): Record<MessageView['state'], string> {
  return {
    waiting: `m.state in ('queued', 'running', 'held')`,
    done: `m.state = 'done'`,
    failed: `m.state in ('retrying', 'failed', 'parked')`,
    aside: `m.state in ('killed', 'replayed')`,
  }
}

const jobColumns = (
  kind: StoredKind,
) => `m.event_id as id, m.name as sub, '${kind}' as kind, m.name, m.state as exact, m.shop_id,
  null::uuid as order_id, '' as order_no, m.created_at as at, m.finished_at as done_at, m.attempts, m.took_ms, m.trouble`

/** A number is one order's in its own shop only, and an order taken by hand has none. */
const byNumber = `m.channel_order_no = $4 and m.channel_order_no <> '' and m.shop_id = (select o.shop_id from orders o where o.tenant_id = $1 and o.id = $3)`

/** Where each kind lies, and how it is told; `$3` is the order, `$4` its number, `$5` every id that belongs to it. */
const sources: Record<
  StoredKind,
  { columns: string; from: string; id: string; ofOrder: string; trouble: string; name: string; shop: string }
> = {
  pull: jobSource('pull', `m.name in ${pulls}`),
  job: jobSource('job', `m.name not in ${pulls}`),
  delivery: {
    columns: `m.id, '' as sub, 'delivery' as kind, m.event as name, m.state as exact, m.shop_id, null::uuid as order_id,
      m.channel_order_no as order_no, m.received_at as at, m.done_at, m.attempts, m.took_ms, m.trouble`,
    from: 'channel_deliveries m where m.tenant_id = $1',
    id: 'm.id',
    ofOrder: byNumber,
    trouble: 'm.trouble',
    name: 'm.event',
    shop: 'm.shop_id',
  },
  report: {
    columns: `m.id, '' as sub, 'report' as kind, 'shipment-report.tell' as name, m.state as exact, m.shop_id, m.order_id,
      coalesce((select o.number from orders o where o.tenant_id = $1 and o.id = m.order_id), '') as order_no, m.created_at as at,
      m.reported_at as done_at, m.attempts, null::int as took_ms, m.trouble`,
    from: 'shipment_reports m where m.tenant_id = $1',
    id: 'm.id',
    ofOrder: 'm.order_id = $3',
    trouble: 'm.trouble',
    name: `'shipment-report.tell'`,
    shop: 'm.shop_id',
  },
  push: {
    columns: `m.id, '' as sub, 'push' as kind, m.cause as name, m.outcome as exact, l.shop_id, null::uuid as order_id, l.seller_sku as order_no,
      m.at, m.at as done_at, m.attempts, m.took_ms, nullif(m.outcome, 'taken') as trouble`,
    from: 'stock_pushes m join listings l on l.tenant_id = $1 and l.id = m.listing_id where m.tenant_id = $1',
    id: 'm.id',
    ofOrder: 'false',
    trouble: 'm.outcome',
    name: 'm.cause',
    shop: 'l.shop_id',
  },
  reject: {
    columns: `m.id, '' as sub, 'reject' as kind, m.source as name, m.state as exact, m.shop_id, null::uuid as order_id,
      m.channel_order_no as order_no, m.created_at as at, case when m.state <> 'open' then m.updated_at end as done_at, m.attempts,
      null::int as took_ms, case when m.state = 'open' then m.errors -> 0 ->> 'code' end as trouble`,
    from: 'intake_rejects m where m.tenant_id = $1',
    id: 'm.id',
    ofOrder: byNumber,
    trouble: `m.errors -> 0 ->> 'code'`,
    name: 'm.source',
    shop: 'm.shop_id',
  },
  webhook: {
    columns: `m.id, '' as sub, 'webhook' as kind, m.event as name, m.state as exact, m.shop_id, m.order_id, m.order_no, m.created_at as at,
      m.done_at, m.attempts, m.took_ms, m.trouble`,
    from: 'webhook_messages m where m.tenant_id = $1',
    id: 'm.id',
    ofOrder: 'm.order_id = $3',
    trouble: 'm.trouble',
    name: 'm.event',
    shop: 'm.shop_id',
  },
}

function jobSource(kind: 'pull' | 'job', which: string) {
  return {
    columns: jobColumns(kind),
    from: `queue_jobs m where m.tenant_id = $1 and ${which}`,
    id: 'm.event_id',
    ofOrder: 'm.refs && $5::uuid[]',
    trouble: 'm.trouble',
    name: 'm.name',
    shop: 'm.shop_id',
  }
}

export type Wanted = {
  kind?: MessageKind | undefined
  state?: MessageView['state'] | undefined
  shopId?: string | undefined
  orderId?: string | undefined
  trouble?: string | undefined
  name?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  after?: readonly [id: string, sub: string] | undefined
}

export type MessageFilter = {
  kind?: StoredKind | undefined
  state?: MessageView['state'] | undefined
  ofOrder?: boolean | undefined
}

/**
 * The newest messages of one or all kinds: `$2` shops in scope, `$6` one shop, `$7` the outside's code, `$8` a job's name, `$9` and `$10`
 * ids between which they lie, `$11` and `$12` the place after which the page begins, `$13` how many. Ids begin with their time, so every
 * kind is read by its own key and no further than the page.
 */
export function selectMessages({ kind, state, ofOrder }: MessageFilter): string {
  const kinds = kind ? [kind] : storedKinds
  const parts = kinds.map((one) => {
    const { columns, from, id, ofOrder: belongs, trouble, name, shop } = sources[one]
    const jobs = one === 'pull' || one === 'job'
    const sub = jobs ? 'm.name' : `''`
    return `(select ${columns} from ${from} and ($2::uuid[] is null or ${shop} = any($2::uuid[])) and ($6::uuid is null or ${shop} = $6)
      and ($7::text is null or ${trouble} = $7) and ($8::text is null or ${name} = $8) and ($9::uuid is null or ${id} >= $9)
      and ($10::uuid is null or ${id} < $10) and ($11::uuid is null or (${id} <= $11 and (${id}, ${sub}) < ($11, $12::text)))
      ${state ? `and ${states[one][state]}` : ''} ${ofOrder ? `and ${belongs}` : ''} order by ${id} desc${jobs ? ', m.name desc' : ''} limit $13)`
  })
  // The parameters are named once more, for a kind alone may not use all of them.
  return `select x.*, s.code as shop_code, s.name as shop_name, s.channel from (${parts.join(' union all ')}) x
    left join shops s on s.tenant_id = $1 and s.id = x.shop_id
   where ($3::uuid is null or true) and ($4::text is null or true) and ($5::uuid[] is null or true) order by x.id desc, x.sub desc limit $13`
}

export type MessageRow = ShopRow & {
  id: string
  sub: string
  kind: MessageKind
  name: string
  exact: string
  order_id: string | null
  order_no: string
  at: Date
  done_at: Date | null
  attempts: number
  took_ms: number | null
  trouble: string | null
  mail?: Pick<MailRow, 'letterId' | 'to' | 'due_at' | 'kept'>
}

const said: Record<string, MessageView['state']> = {
  queued: 'waiting',
  running: 'waiting',
  held: 'waiting',
  waiting: 'waiting',
  done: 'done',
  reported: 'done',
  already: 'done',
  taken: 'done',
  sent: 'done',
  not_needed: 'aside',
  killed: 'aside',
  replayed: 'aside',
  withdrawn: 'aside',
  dismissed: 'aside',
}

/** An import ends with the job that a person ended: run again it would do nothing. */
export const overWith = (name: string | null, state: string): boolean => name === 'import.run' && state === 'killed'

export function messageView(row: MessageRow): MessageView {
  const open = row.exact === 'waiting' && row.trouble !== null
  const state =
    row.kind === 'reject' && row.exact === 'replayed' ? 'done' : open ? 'failed' : (said[row.exact] ?? 'failed')
  return {
    id: row.sub ? `${row.kind}.${row.id}.${row.sub}` : `${row.kind}.${row.id}`,
    kind: row.kind,
    name: row.name,
    state,
    exact: row.kind === 'push' && row.exact !== 'taken' ? 'refused' : row.exact,
    shop: shopOf(row),
    order: row.order_no === '' || row.kind === 'push' ? null : { id: row.order_id, no: row.order_no },
    to: row.mail?.to || null,
    at: row.at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    attempts: row.attempts,
    tookMs: row.took_ms ?? (row.done_at ? Math.max(0, row.done_at.getTime() - row.at.getTime()) : null),
    trouble: row.trouble,
    replayable: replayable(row, state),
  }
}

function replayable({ kind, name, exact, mail }: MessageRow, state: MessageView['state']): boolean {
  if (mail) return state === 'failed' && mail.kept
  if (kind === 'report' || kind === 'reject') return state === 'failed' || exact === 'waiting'
  return exact !== 'running' && !overWith(name, exact)
}
