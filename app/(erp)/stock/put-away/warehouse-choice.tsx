'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type Option, Select } from '@/components/ui/select'

/** One warehouse at a time: who puts away stands in it. */
export function WarehouseChoice({ options, value }: { options: readonly Option[]; value: string }) {
  const t = useTranslations('places.putAway')
  const router = useRouter()
  if (options.length < 2) return null
  return (
    <div className="w-full md:w-72">
      <Select
        aria-label={t('choose')}
        options={options}
        value={value}
        onValueChange={(next) => next && router.push(`/stock/put-away?${new URLSearchParams({ warehouse: next })}`)}
      />
    </div>
  )
}
