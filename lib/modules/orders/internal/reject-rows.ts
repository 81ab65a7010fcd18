import type { FieldError } from '@/lib/kernel/refusal'

export type RejectRow = {
  id: string
  shop_code: string
  channel_order_no: string
  source: string
  errors: FieldError[]
  state: string
  attempts: number
  created_at: Date
  updated_at: Date
}

/** Conditions follow after `r.tenant_id = $1`. */
export const selectRejects = `select r.id, s.code as shop_code, r.channel_order_no, r.source, r.errors, r.state, r.attempts, r.created_at, r.updated_at
  from intake_rejects r join shops s on s.tenant_id = $1 and s.id = r.shop_id
 where r.tenant_id = $1`

export function rejectView(row: RejectRow) {
  return {
    id: row.id,
    shopCode: row.shop_code,
    channelOrderNo: row.channel_order_no,
    source: row.source,
    errors: row.errors,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
