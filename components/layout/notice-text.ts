'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

export type Notice = {
  id: string
  kind: string
  data: Readonly<Record<string, unknown>>
  at: string
  readAt: string | null
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0)
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** A notice in words and where it leads; of a kind that this version does not know, its name. */
export function useNoticeText() {
  const t = useTranslations('ui.notices')
  const holds = useTranslations('orders.hold')
  return useCallback(
    ({ kind, data }: Pick<Notice, 'kind' | 'data'>): { text: string; href: string | null } => {
      switch (kind) {
        case 'order.assigned': {
          const one = text(data.orderId)
          return {
            text: t('assigned', { count: number(data.count) }),
            href: one ? `/orders/${one}` : '/orders?assignee=me',
          }
        }
        case 'order.held': {
          const code = text(data.code)
          const hold = holds.has(code as 'manual') ? holds(code as 'manual') : code
          return { text: t('held', { number: text(data.number), hold }), href: `/orders/${text(data.orderId)}` }
        }
        case 'bulk.finished':
          return {
            text: t('bulk', { done: number(data.done), refused: number(data.refused) }),
            href: `/orders/bulk/${text(data.jobId)}`,
          }
        case 'import.finished':
          return {
            text: t('import', { created: number(data.created), rejected: number(data.rejected) }),
            href: `/imports/${text(data.importId)}`,
          }
        case 'stock.low': {
          const codes = Array.isArray(data.codes) ? data.codes.filter((code) => typeof code === 'string') : []
          return { text: t('low', { count: number(data.count), codes: codes.join(', ') }), href: '/stock/low' }
        }
        case 'shop.expiring':
          return {
            text: t('shopExpiring', { shop: text(data.shop), days: number(data.days) }),
            href: `/settings/shops/${text(data.shopId)}`,
          }
        case 'shop.stopped':
          return { text: t('shopStopped', { shop: text(data.shop) }), href: `/settings/shops/${text(data.shopId)}` }
        default:
          return { text: kind, href: null }
      }
    },
    [t, holds],
  )
}
