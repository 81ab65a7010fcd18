/** What a notice is made of: codes and counts, for words of the reader's language. */
export type NoticeFacts = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }

type Values = Record<string, string | number>
/** `ui.notices` and the name of a hold, from whichever side of the wire the words are asked for. */
export type NoticeTexts = {
  readonly t: (key: string, values?: Values) => string
  readonly hold: (code: string) => string
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0)
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** A notice in words and where it leads; of a kind that this version does not know, its name. */
const markedPages = { product: '/products', customer: '/customers', 'return-request': '/orders/returns' } as const

export function noticeWords(
  { t, hold }: NoticeTexts,
  { kind, data }: NoticeFacts,
): { text: string; href: string | null } {
  switch (kind) {
    case 'order.assigned': {
      const one = text(data.orderId)
      return {
        text: t('assigned', { count: number(data.count) }),
        href: one ? `/orders/${one}` : '/orders?assignee=me',
      }
    }
    case 'record.assigned': {
      const about = text(data.about)
      const page = markedPages[about as keyof typeof markedPages] ?? '/products'
      const one = text(data.id)
      return {
        text: t('recordAssigned', { count: number(data.count), about }),
        href: one ? `${page}/${one}` : `${page}?assignee=me`,
      }
    }
    case 'order.held': {
      const code = text(data.code)
      return { text: t('held', { number: text(data.number), hold: hold(code) }), href: `/orders/${text(data.orderId)}` }
    }
    case 'bulk.finished':
      return {
        text: t('bulk', { done: number(data.done), refused: number(data.refused) }),
        href: `/bulk/${text(data.jobId)}`,
      }
    case 'import.finished':
      return {
        text:
          data.state === 'failed'
            ? t('importFailed')
            : t('import', { created: number(data.created), rejected: number(data.rejected) }),
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
    case 'webhook.disabled':
      return {
        text: t('webhookDisabled', { name: text(data.name) }),
        href: `/settings/webhooks/${text(data.webhookId)}`,
      }
    case 'feedback.answered':
      return { text: t('feedbackAnswered', { name: text(data.by) }), href: '/help#feedback' }
    default:
      return { text: kind, href: null }
  }
}
