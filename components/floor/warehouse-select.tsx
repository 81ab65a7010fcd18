'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type Option, Select } from '@/components/ui/select'

export function WarehouseSelect({ value, options }: { value: string; options: readonly Option[] }) {
  const t = useTranslations('floor')
  const router = useRouter()
  const path = usePathname()
  return (
    <Select
      aria-label={t('warehouse')}
      className="w-48"
      value={value}
      options={options}
      onValueChange={(code) => code && router.push(`${path}?warehouseCode=${encodeURIComponent(code)}`)}
    />
  )
}
