import { fromMinor } from '@/lib/kernel/money'
import type { HoldDetails, HoldView, MaskedContact, OrderRow } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Scope } from '@/lib/platform/door/actor'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type DbOrderRow = {
  id: string
  number: string
  channel_order_no: string
  shop_code: string
  state: OrderState
  payment_status: OrderRow['paymentStatus']
  refund_status: OrderRow['refundStatus']
  holds:
    | {
        code: HoldView['code']
        since: string
        until: string | null
        note: string
        words: string | null
        details: HoldDetails
      }[]
    | null
  urgent: boolean
  presale: boolean
  sealed: boolean
  shipped_elsewhere: boolean
  has_buyer_note: boolean
  flag: OrderRow['flag']
  tags: OrderRow['tags'] | null
  assignee: OrderRow['assignee']
  contact_masked: MaskedContact
  country: string
  province: string
  city: string
  line_count: number
  units: number
  total_minor: bigint
  currency: string
  ordered_at: Date
  paid_at: Date | null
  promised_ship_at: Date | null
  version: number
}

/** What a list shows of an order `o` of a shop `s`; of the buyer nothing is decrypted, the mask lies beside the ciphertext. */
export const orderColumns = `o.id, o.number, o.channel_order_no, s.code as shop_code, o.state, o.payment_status, o.refund_status,
  case when o.hold_count > 0 then (
    select jsonb_agg(jsonb_build_object('code', h.code, 'since', h.since, 'until', h.until, 'note', h.note,
                                        'words', encode(h.words, 'base64'), 'details', h.details) order by h.since, h.code)
      from order_holds h where h.tenant_id = $1 and h.order_id = o.id) end as holds,
  case when o.tag_count > 0 then (
    select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'tone', g.tone) order by g.name, g.id)
      from order_tags x join tags g on g.tenant_id = $1 and g.id = x.tag_id where x.tenant_id = $1 and x.order_id = o.id) end as tags,
  case when o.assignee_id is not null then (
    select jsonb_build_object('id', m.id, 'name', m.name) from members m where m.tenant_id = $1 and m.id = o.assignee_id) end as assignee,
  o.flag, o.urgent, o.presale, o.sealed, o.shipped_elsewhere, o.has_buyer_note, o.contact_masked, o.country, o.province, o.city, o.line_count, o.units,
  o.total_minor, o.currency, o.ordered_at, o.paid_at, o.promised_ship_at, o.version`

export function orderRow(crypt: TenantCrypt, row: DbOrderRow, scope: Scope): OrderRow {
  return {
    id: row.id,
    number: row.number,
    channelOrderNo: row.channel_order_no,
    shopCode: row.shop_code,
    state: row.state,
    paymentStatus: row.payment_status,
    refundStatus: row.refund_status,
    holds: (row.holds ?? []).map((hold) => holdView(crypt, row.id, hold, scope)),
    urgent: row.urgent,
    presale: row.presale,
    sealed: row.sealed,
    shippedElsewhere: row.shipped_elsewhere,
    hasBuyerNote: row.has_buyer_note,
    flag: row.flag,
    tags: row.tags ?? [],
    assignee: row.assignee,
    buyer: { name: row.contact_masked.name, province: row.province, city: row.city, country: row.country },
    lineCount: row.line_count,
    units: row.units,
    total: fromMinor(row.total_minor, row.currency),
    currency: row.currency,
    createdAt: row.ordered_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    promisedShipAt: row.promised_ship_at?.toISOString() ?? null,
    version: row.version,
  }
}

type DbHold = NonNullable<DbOrderRow['holds']>[number]

function holdView(crypt: TenantCrypt, orderId: string, hold: DbHold, scope: Scope): HoldView {
  const { code, since, until } = hold
  const words = hold.words === null ? null : Buffer.from(hold.words, 'base64')
  const note = openWords(crypt, wordsAad('order_holds', orderId, code), words, hold.note)
  return {
    code,
    since: new Date(since).toISOString(),
    ...(until && { until: new Date(until).toISOString() }),
    ...(note && { note }),
    ...(Object.keys(hold.details).length > 0 && { details: detailsFor(hold.details, scope) }),
  }
}

/** A suspicion may rest on orders of shops that the reader does not see. */
function detailsFor({ elsewhere, ...details }: HoldDetails, { shopIds }: Scope): HoldDetails {
  if (!elsewhere) return details
  return { ...details, elsewhere: elsewhere.filter(({ shopId }) => !shopIds || shopIds.includes(shopId)) }
}
