'use client'

import { Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import { readNumbers } from '@/components/batches/lot-input'
import { NumbersField } from '@/components/batches/numbers-field'
import { useCarriers } from '@/components/orders/use-carriers'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import { shipFulfilmentAction } from './actions'

const LAST = 'caravan.carrier'
const SOUND = /^[\w-]{4,60}$/

type NumberedLine = { skuCode: string; quantity: number; serialMode: SerialMode }

type Props = {
  parcel: {
    id: string
    number: string
    version: number
    preferredCarrier: string | null
    lines: readonly NumberedLine[]
  }
  /** One line in a row of a list. */
  inline?: boolean
}

/** How many numbers each SKU of a parcel asks for. */
function unitsOf(lines: readonly NumberedLine[]): [skuCode: string, quantity: number][] {
  const units = new Map<string, number>()
  for (const { skuCode, quantity, serialMode } of lines)
    if (serialMode !== 'none') units.set(skuCode, (units.get(skuCode) ?? 0) + quantity)
  return [...units]
}

/** Carrier and tracking number, and the numbers of the units where they are asked for. Enter, which a scanner sends as well, ships and goes on to the next parcel on the page. */
export function ShipForm({ parcel, inline = false }: Props) {
  const t = useTranslations('shipping.ship')
  const { act, pending } = useOrderAct()
  const { options } = useCarriers()
  const [carrierCode, setCarrier] = useState<string | null>(null)
  const [trackingNo, setTrackingNo] = useState('')
  const [wrong, setWrong] = useState(false)
  const numbered = unitsOf(parcel.lines)
  const [read, setRead] = useState<Readonly<Record<string, string>>>({})
  // What a rule prefers; else most parcels of a day go with the same carrier.
  useEffect(
    () => setCarrier((own) => own ?? parcel.preferredCarrier ?? localStorage.getItem(LAST)),
    [parcel.preferredCarrier],
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const number = trackingNo.trim()
    const sound = SOUND.test(number) && carrierCode !== null
    setWrong(!sound)
    if (!sound || pending) return
    if (carrierCode !== parcel.preferredCarrier) localStorage.setItem(LAST, carrierCode)
    const fields = [...document.querySelectorAll<HTMLInputElement>('[data-tracking]')]
    const next = fields[fields.findIndex((field) => field.dataset.tracking === parcel.id) + 1]
    const serials = numbered.map(([skuCode]) => ({ skuCode, numbers: readNumbers(read[skuCode] ?? '') }))
    const input = { fulfilmentId: parcel.id, carrierCode, trackingNo: number, version: parcel.version, serials }
    act(
      () => shipFulfilmentAction(input),
      t('done', { number: parcel.number }),
      () => next?.focus(),
    )
  }

  return (
    <form
      onSubmit={submit}
      className={cn(
        'flex flex-wrap items-start gap-2',
        inline && 'max-md:justify-end',
        inline && numbered.length === 0 && 'md:flex-nowrap',
      )}
    >
      {numbered.map(([skuCode, quantity]) => (
        <NumbersField
          key={skuCode}
          id={`serials-${parcel.id}-${skuCode}`}
          skuCode={skuCode}
          quantity={quantity}
          value={read[skuCode] ?? ''}
          onChange={(value) => setRead((before) => ({ ...before, [skuCode]: value }))}
          className="w-full"
        />
      ))}
      <Select
        aria-label={t('carrier')}
        options={options}
        value={carrierCode}
        placeholder={t('carrier')}
        onValueChange={setCarrier}
        className={inline ? 'w-28' : 'w-40'}
      />
      <span className="flex flex-col gap-1">
        <Input
          data-tracking={parcel.id}
          aria-label={t('trackingNo')}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `wrong-${parcel.id}` : undefined}
          placeholder={t('trackingNo')}
          value={trackingNo}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          className={cn('font-mono', inline ? 'w-40' : 'w-56')}
          onChange={(event) => setTrackingNo(event.target.value)}
        />
        {wrong ? (
          <span id={`wrong-${parcel.id}`} role="alert" className="text-xs text-danger-text">
            {carrierCode === null ? t('noCarrier') : t('badNumber')}
          </span>
        ) : null}
      </span>
      <Button type="submit" variant={inline ? 'secondary' : 'primary'} pending={pending}>
        <Truck />
        {t('submit')}
      </Button>
    </form>
  )
}
