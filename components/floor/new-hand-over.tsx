'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { type Option, Select } from '@/components/ui/select'
import { carriers } from '@/lib/kernel/carriers'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  warehouse: string
  warehouses: readonly Option[]
  create: (input: unknown) => Promise<Outcome<{ id: string }>>
}

/** Everything that has left for a carrier and is on no list yet goes on one. */
export function NewHandOver({ warehouse, warehouses, create }: Props) {
  const t = useTranslations('floor.handOver')
  const zh = useLocale() === 'zh-CN'
  const router = useRouter()
  const [warehouseCode, setWarehouse] = useState<string | null>(warehouse)
  const [carrierCode, setCarrier] = useState<string | null>('sf')
  const { run, pending } = useAction(create, ({ id }) => router.push(`/floor/hand-overs/${id}`))
  return (
    <>
      <Select
        aria-label={t('warehouse')}
        className="w-40"
        value={warehouseCode}
        onValueChange={setWarehouse}
        options={warehouses}
      />
      <Select
        aria-label={t('carrier')}
        className="w-40"
        value={carrierCode}
        onValueChange={setCarrier}
        options={carriers.map(([value, zhName, enName]) => ({ value, label: zh ? zhName : enName }))}
      />
      <Button variant="primary" pending={pending} onClick={() => run({ warehouseCode, carrierCode })}>
        {t('create')}
      </Button>
    </>
  )
}
