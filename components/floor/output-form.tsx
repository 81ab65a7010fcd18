'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

const kinds = ['person', 'hour', 'sku'] as const

export function OutputForm({ day, by }: { day: string; by: (typeof kinds)[number] }) {
  const t = useTranslations('floor.output')
  const router = useRouter()
  const go = (next: { day?: string; by?: string }) =>
    router.push(`/floor/output?${new URLSearchParams({ day, by, ...next })}`)
  return (
    <>
      <Input
        aria-label={t('day')}
        type="date"
        className="w-40"
        value={day}
        onChange={(event) => event.target.value && go({ day: event.target.value })}
      />
      <Select
        aria-label={t('by')}
        className="w-40"
        value={by}
        onValueChange={(kind) => kind && go({ by: kind })}
        options={kinds.map((value) => ({ value, label: t(`bys.${value}`) }))}
      />
    </>
  )
}
