'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { OrderStateBadge } from '@/components/table/state-badge'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { cardRows } from '@/components/ui/card-rows'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import { Table, Td, Th } from '@/components/ui/table'
import type { OrderRow } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Action, OutcomeResult } from '@/lib/modules/rules/schema'
import { previewRulesAction, rerunRulesAction } from './rules-actions'

type Step = { ruleId: string; rule: string; action: Action; result: OutcomeResult }
type Row = { id: string; number: string; state: OrderState; steps: readonly Step[]; outcome?: string }

// Review rules name no warehouses, and their conditions are not shown here.
const noNames = { shops: {}, categories: {}, warehouses: {} }

/** Shows what the live rules would do to picked orders; then does it, and says so row by row. */
export function RerunDialog({ orders, onClose }: { orders: readonly OrderRow[]; onClose: () => void }) {
  const w = useTranslations('ruleWords')
  const router = useRouter()
  const { refusalText } = useRefusalText()
  const { actionText } = useRuleWords(noNames)
  const [rows, setRows] = useState<Row[] | null>(null)
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
      const answer = await previewRulesAction({ orderIds })
      if (!answer.ok) return setError(refusalText(answer.refusal))
      setVersion(answer.value.version)
      setRows(answer.value.items.map(({ orderId, number, state, steps }) => ({ id: orderId, number, state, steps })))
    })
  }, [asked, orderIds, refusalText])

  function apply() {
    start(async () => {
      const answer = await rerunRulesAction({ orderIds, version })
      if (!answer.ok) return setError(refusalText(answer.refusal))
      setDone(true)
      setRows(
        answer.value.results.flatMap((row) =>
          row.outcome === 'not_found'
            ? []
            : [{ id: row.orderId, number: row.number, state: row.state, steps: row.steps, outcome: row.outcome }],
        ),
      )
      router.refresh()
    })
  }

  const changing = (rows ?? []).filter((row) => row.steps.some((step) => step.result === 'done')).length
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={done ? w('rerun.results') : w('rerun.title', { count: orders.length })}
      description={version === null ? undefined : w('rerun.text', { version })}
      footer={
        done || (rows && version === null) ? (
          <Button variant="primary" onClick={onClose}>
            {w('rerun.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{w('rerun.close')}</Button>
            <Button variant="primary" pending={pending && rows !== null} disabled={changing === 0} onClick={apply}>
              {w('rerun.apply', { count: changing })}
            </Button>
          </>
        )
      }
    >
      {error ? <AlertBox kind="danger" title={error} /> : null}
      {rows === null && !error ? <Spinner /> : null}
      {rows && version === null ? <p className="text-sm text-muted">{w('rerun.noRules')}</p> : null}
      {rows && version !== null ? (
        <Table aria-label={w('rerun.what')} className={cardRows.table}>
          <thead className={cardRows.head}>
            <tr>
              <Th>{w('rerun.order')}</Th>
              <Th>{w('rerun.state')}</Th>
              <Th>{w('rerun.what')}</Th>
            </tr>
          </thead>
          <tbody className={cardRows.body}>
            {rows.map((row) => (
              <tr key={row.id} className={cardRows.row}>
                <Td className={cn(cardRows.cell, 'font-mono text-[0.93em] whitespace-nowrap')}>{row.number}</Td>
                <Td className={cn(cardRows.cell, 'max-md:text-right')}>
                  <OrderStateBadge state={row.state} />
                </Td>
                <Td className={cn(cardRows.cell, cardRows.wide)}>
                  {row.steps.length === 0 ? <span className="text-muted">{w('rerun.nothing')}</span> : null}
                  {row.steps.map((step) => (
                    <p key={`${step.ruleId} ${step.action.type} ${'code' in step.action ? step.action.code : ''}`}>
                      {actionText(step.action)}{' '}
                      <span className={step.result === 'done' ? 'text-xs text-green-text' : 'text-xs text-muted'}>
                        {w(`${done ? 'result' : 'wouldBe'}.${step.result}`)} · {step.rule}
                      </span>
                    </p>
                  ))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Dialog>
  )
}
