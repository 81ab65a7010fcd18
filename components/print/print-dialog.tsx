'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useCarriers } from '@/components/orders/use-carriers'
import { RefusedPapers } from '@/components/print/refused-papers'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { carriers } from '@/lib/kernel/carriers'
import type { PrintAnswer } from '@/lib/modules/prints/schema'
import { mostPapers, type PaperKind, reprintReasons } from '@/lib/modules/prints/states'
import type { Outcome, Told } from '@/lib/platform/entrance/outcome'

export type PrintDialogProps = {
  kind: PaperKind
  /** What the use case is told beside carrier and reason. */
  input: Readonly<Record<string, unknown>>
  count: number
  print: (input: unknown) => Promise<Outcome<PrintAnswer>>
  close: () => void
}

/** The choice of no carrier: each parcel has its own. */
const asItSays = '*'

/** Stickers of goods that say no number of their own are asked for one, and so are cartons. */
function countedBy({ kind, input }: Pick<PrintDialogProps, 'kind' | 'input'>): 'copies' | 'cartons' | undefined {
  if (kind === 'carton_mark') return 'cartons'
  return kind === 'sku_label' && skusOf(input).every((sku) => sku.copies === undefined) ? 'copies' : undefined
}

type Sku = { skuCode: string; copies?: number }
const skusOf = (input: PrintDialogProps['input']) => (Array.isArray(input.skus) ? (input.skus as Sku[]) : [])

/** A reprint is of what was refused for it alone; what came just now does not come twice. */
function onlyAgain(input: PrintDialogProps['input'], ids: (string | null)[]) {
  if (!('fulfilmentIds' in input || 'orderIds' in input)) return input
  const { orderIds: _, ...rest } = input
  return { ...rest, fulfilmentIds: ids }
}

/**
 * Prints, and says of every paper that did not come why. The file opens in a tab of its own, which is opened while the key is still
 * pressed: a browser opens none for what comes later.
 */
export function PrintDialog({ kind, input, count, print, close }: PrintDialogProps) {
  const t = useTranslations('prints')
  const { refusalText } = useRefusalText()
  const { nameOf } = useCarriers()
  const [carrierCode, setCarrier] = useState<string | null>(asItSays)
  const [reprint, setReprint] = useState<string | null>('jam')
  const [answer, setAnswer] = useState<PrintAnswer | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [pending, start] = useTransition()
  const counted = countedBy({ kind, input })
  const [number, setNumber] = useState('1')
  const most = counted === 'cartons' ? 200 : Math.max(1, Math.floor(mostPapers / Math.max(1, skusOf(input).length)))
  const amount = Number(number)
  const countOk = counted === undefined || (Number.isInteger(amount) && amount >= 1 && amount <= most)
  const again = answer?.refused.filter((row) => row.code === 'reprint') ?? []

  function go(asked: PrintDialogProps['input'], more: object = {}) {
    if (!countOk) return
    const tab = window.open('', '_blank')
    start(async () => {
      const outcome = await print({
        ...asked,
        ...(counted === 'copies' && { skus: skusOf(input).map((sku) => ({ ...sku, copies: amount })) }),
        ...(counted === 'cartons' && { cartons: amount }),
        ...(carrierCode !== asItSays && { carrierCode }),
        ...more,
      })
      const printId = outcome.ok ? outcome.value.printId : null
      if (tab && printId) tab.location.href = `/print/file/${printId}`
      else tab?.close()
      setTold(outcome.ok ? null : outcome.refusal)
      if (!outcome.ok) return
      if (tab && outcome.value.refused.length === 0) return close()
      setAnswer(outcome.value)
    })
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || close()}
      title={t('dialog.title', { kind: t(`kind.${kind}`) })}
      description={
        'fulfilmentIds' in input
          ? t('dialog.text', { count })
          : 'orderIds' in input
            ? t('dialog.orders', { count })
            : undefined
      }
      footer={
        <>
          <Button onClick={close}>{t('dialog.close')}</Button>
          {answer?.printId ? (
            <a href={`/print/file/${answer.printId}`} target="_blank" rel="noreferrer" className={buttonStyle({})}>
              {t('dialog.open')}
            </a>
          ) : null}
          {answer === null ? (
            // The dialog was opened to print: Enter does it.
            <Button variant="primary" autoFocus pending={pending} disabled={!countOk} onClick={() => go(input)}>
              {t('dialog.print')}
            </Button>
          ) : again.length > 0 ? (
            <Button
              variant="primary"
              autoFocus
              pending={pending}
              onClick={() =>
                go(
                  onlyAgain(
                    input,
                    again.map((row) => row.id),
                  ),
                  { reprint },
                )
              }
            >
              {t('dialog.again')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {told ? <AlertBox kind="danger" title={refusalText(told)} /> : null}
        {kind === 'label' && answer === null ? (
          <Field label={t('dialog.carrier')}>
            {(aria) => (
              <Select
                {...aria}
                value={carrierCode}
                onValueChange={setCarrier}
                options={[
                  { value: asItSays, label: t('dialog.none') },
                  ...carriers.map(([value]) => ({ value, label: nameOf(value) })),
                ]}
              />
            )}
          </Field>
        ) : null}
        {counted && answer === null ? (
          <Field label={t(`dialog.${counted}`)}>
            {(aria) => (
              <Input
                {...aria}
                type="number"
                min={1}
                max={most}
                value={number}
                aria-invalid={!countOk}
                onChange={(event) => setNumber(event.target.value)}
                onKeyDown={(event) => event.key === 'Enter' && go(input)}
              />
            )}
          </Field>
        ) : null}
        {answer && answer.printed.length > 0 ? (
          <AlertBox kind="info" title={t('dialog.opened', { count: answer.printed.length })} />
        ) : null}
        {answer && answer.refused.length > 0 ? <RefusedPapers rows={answer.refused} /> : null}
        {again.length > 0 ? (
          <Field label={t('dialog.reason')}>
            {(aria) => (
              <Select
                {...aria}
                value={reprint}
                onValueChange={setReprint}
                options={reprintReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
              />
            )}
          </Field>
        ) : null}
      </div>
    </Dialog>
  )
}
