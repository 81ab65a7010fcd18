'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { FormField } from '@/components/form/form-field'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type StressView, stressAsked } from '@/lib/modules/dispatch/schema'

type Props = { busy: boolean; start: (input: unknown) => Promise<ActionResult<StressView>> }

const NUMBERS = ['units', 'orders', 'clients'] as const

export function StressForm({ busy, start }: Props) {
  const t = useTranslations('proofs.stress')
  const router = useRouter()
  const state = useActionForm({
    schema: stressAsked,
    defaultValues: { skuCode: '', units: 50, orders: 200, clients: 25 },
    action: (input: z.output<typeof stressAsked>) => start(input),
    onDone: () => router.refresh(),
    labels: { skuCode: t('sku'), units: t('units'), orders: t('orders'), clients: t('clients') },
  })
  const { control } = state.form
  return (
    <ActionForm state={state}>
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_auto]">
        <FormField control={control} name="skuCode" label={t('sku')} error={state.errorOf('skuCode')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
        </FormField>
        {NUMBERS.map((name) => (
          <FormField key={name} control={control} name={name} label={t(name)} error={state.errorOf(name)}>
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                inputMode="numeric"
                onChange={(event) => field.onChange(event.target.value === '' ? undefined : Number(event.target.value))}
              />
            )}
          </FormField>
        ))}
        <Button variant="primary" type="submit" pending={state.pending || busy} className="lg:mt-6">
          {t(busy ? 'running' : 'start')}
        </Button>
      </div>
    </ActionForm>
  )
}
