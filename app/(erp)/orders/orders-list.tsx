'use client'

import { Ban, Check, PhoneCall } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { type Bulk, BulkReport } from '@/components/orders/bulk-report'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { type ShopNames, useOrderColumns } from '@/components/orders/use-order-columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { toast } from '@/components/ui/toast'
import type { OrderRow } from '@/lib/modules/orders/schema'
import { reviewOrdersAction } from './actions'

type Decision = 'approve' | 'contact' | 'invalid'

type Props = {
  taste: ListTaste
  page: { items: OrderRow[]; nextCursor: string | null }
  shopNames: ShopNames
  mayReview: boolean
  empty: ReactNode
}

const rowId = (order: OrderRow) => order.id
const rowLabel = (order: OrderRow) => order.number
const rowHref = (order: OrderRow) => `/orders/${order.id}`

export function OrdersList({ taste, page, shopNames, mayReview, empty }: Props) {
  const t = useTranslations('orders')
  const router = useRouter()
  const columns = useOrderColumns(shopNames)
  const { refusalText } = useRefusalText()
  const select = useRef<((ids: readonly string[]) => void) | null>(null)
  const [pending, start] = useTransition()
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const [doubted, setDoubted] = useState<readonly OrderRow[] | null>(null)

  function decide(decision: Decision, orders: readonly OrderRow[], reason = '') {
    if (pending) return
    start(async () => {
      const result = await reviewOrdersAction(
        // With the version that was on screen: what a colleague changed meanwhile is not approved unseen.
        orders.map((order) => ({ orderId: order.id, decision, reason, version: order.version })),
      )
      if (!result.ok) {
        toast.error(refusalText(result.refusal))
        return
      }
      const rows = orders.map((order, i) => {
        const outcome = result.value[i]
        return {
          id: order.id,
          number: order.number,
          refused: outcome && !outcome.ok ? refusalText(outcome.refusal) : null,
        }
      })
      setDoubted(null)
      setBulk({ action: t(`decision.${decision}`), rows })
      select.current?.([])
      router.refresh()
    })
  }

  const keys = mayReview ? { a: (rows: readonly OrderRow[]) => decide('approve', rows) } : undefined
  return (
    <>
      {bulk ? (
        <BulkReport bulk={bulk} onSelectRefused={(ids) => select.current?.(ids)} onClose={() => setBulk(null)} />
      ) : null}
      <DataList
        label={t('list')}
        taste={taste}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={rowHref}
        nextCursor={page.nextCursor}
        keys={keys}
        select={select}
        empty={empty}
        bulk={
          mayReview
            ? (rows) => (
                <>
                  <Button variant="inverse" pending={pending} onClick={() => decide('approve', rows)}>
                    <Check />
                    {t('decision.approve')}
                    <Kbd className="border-on-inverse/30 bg-transparent text-on-inverse max-md:hidden">A</Kbd>
                  </Button>
                  <Button variant="inverse" disabled={pending} onClick={() => decide('contact', rows)}>
                    <PhoneCall />
                    {t('decision.contact')}
                  </Button>
                  <Button variant="inverse" disabled={pending} onClick={() => setDoubted(rows)}>
                    <Ban />
                    {t('decision.invalid')}
                  </Button>
                </>
              )
            : undefined
        }
      />
      {doubted ? (
        <ReasonDialog
          title={t('invalidMany.title', { count: doubted.length })}
          text={t('invalidMany.text')}
          label={t('reason')}
          confirm={t('decision.invalid')}
          presets={[t('preset.duplicate'), t('preset.malicious'), t('preset.test')]}
          required
          danger
          pending={pending}
          onConfirm={(reason) => decide('invalid', doubted, reason)}
          onClose={() => setDoubted(null)}
        />
      ) : null}
    </>
  )
}
