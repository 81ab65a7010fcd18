'use client'

import { useTranslations } from 'next-intl'
import { useCarriers } from '@/components/orders/use-carriers'
import { TokensField } from '@/components/rules/tokens-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { carrierCodes } from '@/lib/kernel/carriers'
import type { Action } from '@/lib/modules/rules/schema'

type Props = { action: Action; invalid: boolean; onChange: (action: Action) => void }

/** What a gift is and how many, who carries, which regions. */
export function ActionFields({ action, invalid, onChange }: Props) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const { options } = useCarriers()
  if (action.type === 'gift')
    return (
      <div className="flex min-w-0 flex-1 basis-64 flex-wrap gap-2">
        <span className="min-w-40 flex-1 md:max-w-64">
          <Input
            value={action.sku}
            onChange={(event) => onChange({ ...action, sku: event.target.value })}
            maxLength={100}
            aria-label={t('editor.giftSku')}
            aria-invalid={invalid || undefined}
            placeholder={t('editor.giftSku')}
          />
        </span>
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          step={1}
          value={Number.isNaN(action.quantity) ? '' : action.quantity}
          onChange={(event) => onChange({ ...action, quantity: event.target.valueAsNumber })}
          aria-label={t('editor.giftQuantity')}
          className="w-24"
        />
      </div>
    )
  if (action.type === 'carrier')
    return (
      <div className="flex-1">
        <Select
          options={options}
          value={action.carrierCode}
          onValueChange={(next) => {
            const carrierCode = carrierCodes.find((known) => known === next)
            if (carrierCode) onChange({ ...action, carrierCode })
          }}
          aria-label={t('editor.carrier')}
          className="w-44"
        />
      </div>
    )
  if ('regions' in action)
    return (
      <TokensField
        label={w(`action.${action.type}`)}
        values={action.regions}
        onChange={(regions) => onChange({ ...action, regions })}
        invalid={invalid}
      />
    )
  return <span className="flex-1" />
}
