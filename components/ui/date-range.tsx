'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useTenant } from '@/components/layout/tenant-context'
import { addDays, businessDay } from '@/lib/kernel/time'
import { Button } from './button'
import { Input } from './input'

/** Days as '2026-11-22' in the company's zone, both inclusive. */
export type DayRange = { from: string | null; to: string | null }

const PRESETS = ['today', 'yesterday', 'last7', 'last30', 'thisMonth', 'lastMonth'] as const

export function presetRange(preset: (typeof PRESETS)[number], today: string): { from: string; to: string } {
  const monthStart = `${today.slice(0, 7)}-01`
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'last7':
      return { from: addDays(today, -6), to: today }
    case 'last30':
      return { from: addDays(today, -29), to: today }
    case 'thisMonth':
      return { from: monthStart, to: today }
    case 'lastMonth': {
      const lastDay = addDays(monthStart, -1)
      return { from: `${lastDay.slice(0, 7)}-01`, to: lastDay }
    }
  }
}

export function DateRange({ value, onValueChange }: { value: DayRange; onValueChange: (range: DayRange) => void }) {
  const t = useTranslations('ui.dates')
  const actions = useTranslations('common.actions')
  const { timeZone } = useTenant()
  const id = useId()
  const [from, setFrom] = useState(value.from ?? '')
  const [to, setTo] = useState(value.to ?? '')
  const wrong = from !== '' && to !== '' && from > to
  const today = businessDay(new Date(), timeZone)
  return (
    <form
      className="flex w-76 max-w-full flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) onValueChange({ from: from || null, to: to || null })
      }}
    >
      <div className="grid grid-cols-3 gap-1.5">
        {PRESETS.map((preset) => (
          <Button key={preset} size="sm" onClick={() => onValueChange(presetRange(preset, today))}>
            {t(preset)}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <label htmlFor={`${id}-from`} className="flex flex-col gap-1 text-xs text-muted">
          {t('from')}
          <Input
            id={`${id}-from`}
            type="date"
            value={from}
            max={to || undefined}
            onChange={(e) => setFrom(e.target.value)}
          />
        </label>
        <label htmlFor={`${id}-to`} className="flex flex-col gap-1 text-xs text-muted">
          {t('to')}
          <Input
            id={`${id}-to`}
            type="date"
            value={to}
            min={from || undefined}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onChange={(e) => setTo(e.target.value)}
          />
        </label>
      </div>
      {wrong ? (
        <p id={`${id}-wrong`} role="alert" className="text-xs text-danger-text">
          {t('wrong')}
        </p>
      ) : null}
      <Button type="submit" variant="primary" disabled={wrong}>
        {actions('apply')}
      </Button>
    </form>
  )
}
