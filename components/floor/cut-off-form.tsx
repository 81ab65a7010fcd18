'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { carriers } from '@/lib/kernel/carriers'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { warehouseCode: string; setCutOff: (input: unknown) => Promise<Outcome<null>> }

/** When a carrier fetches; without a time it does not. */
export function CutOffForm({ warehouseCode, setCutOff }: Props) {
  const t = useTranslations('floor.board')
  const zh = useLocale() === 'zh-CN'
  const router = useRouter()
  const [carrierCode, setCarrier] = useState<string | null>('sf')
  const [time, setTime] = useState('17:30')
  const { run, pending } = useAction(setCutOff, () => router.refresh())
  return (
    <form
      className="flex flex-wrap items-center gap-2 border-t border-line-soft px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        run({ warehouseCode, carrierCode, time: time === '' ? null : time })
      }}
    >
      <Select
        aria-label={t('carrier')}
        className="w-40"
        value={carrierCode}
        onValueChange={setCarrier}
        options={carriers.map(([value, zhName, enName]) => ({ value, label: zh ? zhName : enName }))}
      />
      <Input
        aria-label={t('cutOff')}
        type="time"
        className="w-32"
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <Button type="submit" pending={pending}>
        {t('setCutOff')}
      </Button>
    </form>
  )
}
