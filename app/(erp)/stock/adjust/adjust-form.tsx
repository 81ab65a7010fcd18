'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { fieldId } from '@/components/form/use-action-form'
import type { AdjustDraft } from '@/components/stock/adjust-draft'
import { AdjustLines } from '@/components/stock/adjust-lines'
import { BrokenOrders } from '@/components/stock/broken-orders'
import { useAdjustForm } from '@/components/stock/use-adjust-form'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { adjustStockAction, findSkusAction, findStockAction, searchSkusAction } from '../actions'

const actions = {
  adjust: adjustStockAction,
  search: searchSkusAction,
  findSkus: findSkusAction,
  findStock: findStockAction,
}

const reasons = ['opening', 'found', 'lost', 'damaged', 'expired', 'sample'] as const

export function AdjustForm({ warehouses, start }: { warehouses: readonly Option[]; start: AdjustDraft }) {
  const t = useTranslations('stock')
  const router = useRouter()
  const form = useAdjustForm(actions, start)
  const { draft, done } = form
  // The list of recent adjustments beside the form has one more.
  const booked = useEffectEvent(() => router.refresh())
  useEffect(() => {
    if (done) booked()
  }, [done])
  return (
    <ActionForm state={form.state}>
      {done ? (
        <AlertBox
          kind="success"
          title={t('adjust.done', { number: done.adjustment.number })}
          action={
            <Link
              href={`/stock/adjustments/${done.adjustment.id}`}
              className="rounded-sm text-accent-text underline-offset-2 hover:underline"
            >
              {t('adjust.open')}
            </Link>
          }
        >
          {t('adjust.doneText', {
            count: done.adjustment.lines.length,
            warehouse: warehouses.find(({ value }) => value === done.warehouseCode)?.label ?? done.warehouseCode,
          })}
        </AlertBox>
      ) : null}
      {done && done.adjustment.brokenOrders.length > 0 ? <BrokenOrders orders={done.adjustment.brokenOrders} /> : null}
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <Field id={fieldId('warehouseCode')} label={t('warehouse')} error={form.errorAt('warehouseCode')}>
            {(aria) => (
              <Select
                {...aria}
                options={warehouses}
                value={draft.warehouseCode}
                onValueChange={(warehouseCode) => form.set({ warehouseCode })}
              />
            )}
          </Field>
          <Field id={fieldId('reason')} label={t('adjust.reason')} error={form.errorAt('reason')}>
            {(aria) => (
              <>
                <Input
                  {...aria}
                  value={draft.reason}
                  maxLength={200}
                  onChange={(event) => form.set({ reason: event.target.value })}
                />
                <span className="-ml-2 flex flex-wrap">
                  {reasons.map((key) => (
                    <Button
                      key={key}
                      size="sm"
                      variant="ghost"
                      className="px-2 text-xs"
                      onClick={() => form.set({ reason: t(`adjust.reasons.${key}`) })}
                    >
                      {t(`adjust.reasons.${key}`)}
                    </Button>
                  ))}
                </span>
              </>
            )}
          </Field>
        </div>
      </Card>
      <AdjustLines form={form} actions={actions} />
      <SubmitBar pending={form.pending} dirty={draft.lines.length > 0} label={t('adjust.submit')} />
    </ActionForm>
  )
}
