'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type OutputKind, outputKinds } from '@/components/floor/output-kinds'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'

type Props = { from: string; to: string; by: OutputKind; warehouseCode: string; warehouses: readonly Option[] }

const all = '*'

/** Of which days, in which warehouse, told apart by what. */
export function OutputForm({ from, to, by, warehouseCode, warehouses }: Props) {
  const t = useTranslations('floor.output')
  const router = useRouter()
  const asked = { from, to, by, ...(warehouseCode && { warehouseCode }) }
  const go = (next: Partial<Record<keyof Props, string>>) => {
    const query = new URLSearchParams({ ...asked, ...next })
    if (query.get('warehouseCode') === all) query.delete('warehouseCode')
    router.push(`/floor/output?${query}`)
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label={t('warehouse')}
        className="w-40"
        value={warehouseCode || all}
        onValueChange={(code) => code && go({ warehouseCode: code })}
        options={[{ value: all, label: t('allWarehouses') }, ...warehouses]}
      />
      <Input
        aria-label={t('from')}
        type="date"
        className="w-36"
        value={from}
        max={to}
        onChange={({ target: { value } }) => value && go({ from: value, to: value > to ? value : to })}
      />
      <Input
        aria-label={t('to')}
        type="date"
        className="w-36"
        value={to}
        min={from}
        onChange={({ target: { value } }) => value && go({ to: value, from: value < from ? value : from })}
      />
      <Select
        aria-label={t('by')}
        className="w-40"
        value={by}
        onValueChange={(kind) => kind && go({ by: kind })}
        options={outputKinds.map((value) => ({ value, label: t(`bys.${value}`) }))}
      />
    </div>
  )
}
