'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useNewVersion } from '@/components/form/use-new-version'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { PrintSettingsView } from '@/lib/modules/prints/schema'
import { labelSizes, paperLanguages, slipSizes } from '@/lib/modules/prints/states'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  settings: PrintSettingsView
  shops: readonly Option[]
  save: ((input: unknown) => Promise<Outcome<PrintSettingsView>>) | undefined
}

/** No shop's code has a star. */
const company = '*'
const texts = ['logoText', 'senderName', 'senderPhone', 'senderAddress'] as const
const never = async (): Promise<Outcome<PrintSettingsView>> => Promise.reject(new Error('not allowed'))

/** How papers look, of the company or of one shop; a shop without its own shows the company's. */
export function PrintSettingsForm({ settings, shops, save }: Props) {
  const t = useTranslations('prints.settings')
  const router = useRouter()
  const [values, setValues] = useState(settings)
  useNewVersion(settings.version, () => setValues(settings))
  const put = (more: Partial<PrintSettingsView>) => setValues({ ...values, ...more })
  const { run, pending } = useAction(save ?? never, () => {
    toast.success(t('saved'))
    router.refresh()
  })
  function submit() {
    const { own: _, shopCode, ...rest } = values
    run({ ...rest, ...(shopCode && { shopCode }) })
  }
  return (
    <Card>
      <form
        className="grid max-w-2xl gap-4 md:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field
          label={t('of')}
          className="md:col-span-2"
          help={settings.shopCode && !settings.own ? t('inherited') : undefined}
        >
          {(aria) => (
            <Select
              {...aria}
              value={settings.shopCode ?? company}
              onValueChange={(code) =>
                router.push(
                  code && code !== company
                    ? `/shipping/prints/settings?shopCode=${encodeURIComponent(code)}`
                    : '/shipping/prints/settings',
                )
              }
              options={[{ value: company, label: t('company') }, ...shops]}
            />
          )}
        </Field>
        <Field label={t('labelSize')}>
          {(aria) => (
            <Select
              {...aria}
              value={values.labelSize}
              onValueChange={(labelSize) => put({ labelSize: labelSize as PrintSettingsView['labelSize'] })}
              options={labelSizes.map((value) => ({ value, label: t(`labelSizes.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('slipSize')}>
          {(aria) => (
            <Select
              {...aria}
              value={values.slipSize}
              onValueChange={(slipSize) => put({ slipSize: slipSize as PrintSettingsView['slipSize'] })}
              options={slipSizes.map((value) => ({ value, label: t(`slipSizes.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('language')}>
          {(aria) => (
            <Select
              {...aria}
              value={values.language}
              onValueChange={(language) => put({ language: language as PrintSettingsView['language'] })}
              options={paperLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
            />
          )}
        </Field>
        {texts.map((key) => (
          <Field key={key} label={t(key)} className={key === 'senderAddress' ? 'md:col-span-2' : undefined}>
            {(aria) => <Input {...aria} value={values[key]} onChange={(e) => put({ [key]: e.target.value })} />}
          </Field>
        ))}
        <Checkbox
          className="md:col-span-2"
          checked={values.showGoods}
          onCheckedChange={(showGoods) => put({ showGoods })}
          label={t('showGoods')}
        />
        {save ? (
          <Button variant="primary" type="submit" pending={pending} className="justify-self-start">
            {t('save')}
          </Button>
        ) : null}
      </form>
    </Card>
  )
}
