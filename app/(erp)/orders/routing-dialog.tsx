'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useCarriers } from '@/components/orders/use-carriers'
import { OrderStateBadge } from '@/components/table/state-badge'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { cardRows } from '@/components/ui/card-rows'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import { Table, Td, Th } from '@/components/ui/table'
import type { OrderRow, ReroutingView, Way } from '@/lib/modules/orders/schema'
import { previewRoutingAction, rerunRoutingAction } from './rules-actions'

type Names = Readonly<Record<string, string>>

/** Shows where the live routing rules would send picked orders from, and why; then does it, and says so row by row. */
export function RoutingDialog({ orders, onClose }: { orders: readonly OrderRow[]; onClose: () => void }) {
  const w = useTranslations('ruleWords.rerun')
  const router = useRouter()
  const { refusalText } = useRefusalText()
  const [rows, setRows] = useState<readonly ReroutingView[] | null>(null)
  const [names, setNames] = useState<Names>({})
  const [version, setVersion] = useState<number | null>(null)
  const [done, setDone] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const orderIds = orders.map((order) => order.id)

  const [asked, setAsked] = useState(false)
  // Asked once, when it opens: the orders do not change under it.
  useEffect(() => {
    if (asked) return
    setAsked(true)
    start(async () => {
      const answer = await previewRoutingAction({ orderIds })
      if (!answer.ok) return setError(refusalText(answer.refusal))
      setVersion(answer.value.version)
      setNames(answer.value.warehouseNames)
      setRows(answer.value.items)
    })
  }, [asked, orderIds, refusalText])

  function apply() {
    start(async () => {
      const answer = await rerunRoutingAction({ orderIds, version })
      if (!answer.ok) return setError(refusalText(answer.refusal))
      setDone(true)
      setRows(answer.value.results.flatMap((row) => (row.outcome === 'not_found' ? [] : [row])))
      router.refresh()
    })
  }

  const changing = (rows ?? []).filter((row) => row.outcome === 'changed').length
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={done ? w('results') : w('routing.title', { count: orders.length })}
      description={version === null ? undefined : w('text', { version })}
      footer={
        done || (rows && version === null) ? (
          <Button variant="primary" onClick={onClose}>
            {w('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{w('close')}</Button>
            <Button variant="primary" pending={pending && rows !== null} disabled={changing === 0} onClick={apply}>
              {w('apply', { count: changing })}
            </Button>
          </>
        )
      }
    >
      {error ? <AlertBox kind="danger" title={error} /> : null}
      {rows === null && !error ? <Spinner /> : null}
      {rows && version === null ? <p className="text-sm text-muted">{w('routing.noRules')}</p> : null}
      {rows && version !== null ? (
        <Table aria-label={w('what')} className={cardRows.table}>
          <thead className={cardRows.head}>
            <tr>
              <Th>{w('order')}</Th>
              <Th>{w('routing.from')}</Th>
              <Th>{w(done ? 'results' : 'routing.to')}</Th>
              <Th>{w('routing.why')}</Th>
            </tr>
          </thead>
          <tbody className={cardRows.body}>
            {rows.map((row) => (
              <tr key={row.orderId} className={cardRows.row}>
                <Td
                  className={cn(cardRows.cell, cardRows.wide, 'max-md:flex max-md:items-center max-md:justify-between')}
                >
                  <p className="font-mono text-[0.93em] whitespace-nowrap">{row.number}</p>
                  <OrderStateBadge state={row.state} />
                </Td>
                <Td className={cardRows.cell}>
                  <p className={cardRows.label}>{w('routing.from')}</p>
                  <WayText way={row.from} names={names} />
                </Td>
                <Td className={cardRows.cell}>
                  <p className={cardRows.label}>{w(done ? 'results' : 'routing.to')}</p>
                  {row.outcome === 'changed' ? (
                    <WayText way={row.to} names={names} changed />
                  ) : (
                    <span className="text-muted">{w('unchanged')}</span>
                  )}
                </Td>
                <Td className={cn(cardRows.cell, cardRows.wide)}>
                  <Why row={row} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Dialog>
  )
}

function WayText({ way, names, changed = false }: { way: Way; names: Names; changed?: boolean }) {
  const w = useTranslations('ruleWords.rerun.routing')
  const { nameOf } = useCarriers()
  const places = way.warehouseCodes.map((code) => names[code] ?? code).join(' + ')
  const carriers = way.carriers.map(nameOf).join(' + ')
  return (
    <>
      <p className={changed ? 'font-medium' : undefined}>{places || w('nowhere')}</p>
      <p className="text-xs text-muted">{carriers || w('noCarrier')}</p>
    </>
  )
}

/** Why the order would leave from elsewhere, by which rules; or why it stays as it is. */
function Why({ row }: { row: ReroutingView }) {
  const w = useTranslations('ruleWords.rerun.routing')
  const reason = useTranslations('orders.allocation.reasons')
  const { outcome, from, to, why, rules } = row
  if (outcome === 'unchanged') return null
  if (outcome !== 'changed') return <p className="text-muted">{w(outcome)}</p>
  const moved = from.warehouseCodes.join(' ') !== to.warehouseCodes.join(' ')
  return (
    <>
      <p className="first-letter:uppercase">{why ? reason(why) : w(moved ? 'inStock' : 'carrierOnly')}</p>
      {rules.length > 0 ? <p className="text-xs text-muted">{rules.join(' · ')}</p> : null}
    </>
  )
}
