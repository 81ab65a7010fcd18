'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import type { ThresholdsView } from '@/lib/modules/inventory/threshold-schema'

type Props = {
  thresholds: ThresholdsView
  warehouses: Readonly<Record<string, string>>
  /** The SKU's own figures are everywhere's: not for who sees some warehouses only. */
  mayChangeSku: boolean
  save: (input: unknown) => Promise<ActionResult<ThresholdsView>>
}

/** From which figures on a SKU is short: of all warehouses together, and of each that has its own. */
export function ThresholdsSheet(props: Props) {
  const t = useTranslations('alerts.thresholds')
  const [open, setOpen] = useState(false)
  return (
    <Sheet
      title={t('title', { sku: props.thresholds.skuCode })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('open')}</Button>}
    >
      <ThresholdsForm key={props.thresholds.version} {...props} onDone={() => setOpen(false)} />
    </Sheet>
  )
}

const typed = (value: number | null) => (value === null ? '' : String(value))
const digits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 7)
const meant = (text: string) => (text === '' ? null : Number(text))

function ThresholdsForm({ thresholds, warehouses, mayChangeSku, save, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations('alerts.thresholds')
  const router = useRouter()
  const { skuId, version } = thresholds
  const [own, setOwn] = useState({ safety: typed(thresholds.safetyStock), lead: typed(thresholds.leadTimeDays) })
  const [places, setPlaces] = useState(
    thresholds.warehouses.map(({ warehouseCode, safetyStock, leadTimeDays }) => ({
      warehouseCode,
      safety: typed(safetyStock),
      lead: typed(leadTimeDays),
    })),
  )
  const { run, pending } = useAction(save, () => {
    toast.success(t('saved'))
    onDone()
    router.refresh()
  })
  const change = (code: string, part: object) =>
    setPlaces(places.map((place) => (place.warehouseCode === code ? { ...place, ...part } : place)))
  const figure = (label: string, value: string, hint: string, set: ((text: string) => void) | null) => (
    <Input
      aria-label={label}
      inputMode="numeric"
      className="text-right"
      value={value}
      placeholder={hint}
      readOnly={set === null}
      onChange={(event) => set?.(digits(event.target.value))}
    />
  )
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run({
          ...{ skuId, version },
          ...(mayChangeSku && { safetyStock: meant(own.safety) ?? 0, leadTimeDays: meant(own.lead) }),
          warehouses: places.map(({ warehouseCode, safety, lead }) => ({
            warehouseCode,
            safetyStock: meant(safety),
            leadTimeDays: meant(lead),
          })),
        })
      }}
    >
      <p className="text-sm text-muted">{t('text')}</p>
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem_6.5rem] items-center gap-x-3 gap-y-2 text-sm">
        <span className="text-muted">{t('place')}</span>
        <span className="text-right text-muted">{t('safety')}</span>
        <span className="text-right text-muted">{t('lead')}</span>
        <span className="font-medium">{t('all')}</span>
        {figure(
          `${t('all')} ${t('safety')}`,
          own.safety,
          '0',
          mayChangeSku ? (safety) => setOwn({ ...own, safety }) : null,
        )}
        {figure(
          `${t('all')} ${t('lead')}`,
          own.lead,
          t('usual'),
          mayChangeSku ? (lead) => setOwn({ ...own, lead }) : null,
        )}
        {places.map(({ warehouseCode: code, safety, lead }) => {
          const name = warehouses[code] ?? code
          return (
            <div key={code} className="contents">
              <span className="truncate">{name}</span>
              {figure(`${name} ${t('safety')}`, safety, t('none'), (text) => change(code, { safety: text }))}
              {figure(`${name} ${t('lead')}`, lead, own.lead || t('usual'), (text) => change(code, { lead: text }))}
            </div>
          )
        })}
      </div>
      <div>
        <Button variant="primary" type="submit" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
