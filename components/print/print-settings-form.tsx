'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useRecordForm } from '@/components/form/use-record-form'
import { type Draw, PrintPreview } from '@/components/print/print-preview'
import { TemplateBlocks } from '@/components/print/template-blocks'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { PrintSettingsView, Template } from '@/lib/modules/prints/schema'
import {
  labelSizes,
  languageChoices,
  type PaperLanguage,
  paperLanguages,
  slipSizes,
  type TemplateKind,
} from '@/lib/modules/prints/states'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  settings: PrintSettingsView
  shops: readonly Option[]
  save: ((input: unknown) => Promise<Outcome<PrintSettingsView>>) | undefined
  preview: Draw | undefined
}

/** No shop's code has a star. */
const company = '*'
const texts = ['logoText', 'senderName', 'senderPhone', 'senderAddress'] as const
const papers: readonly TemplateKind[] = ['label', 'slip']
const never = async (): Promise<Outcome<PrintSettingsView>> => Promise.reject(new Error('not allowed'))

/** Each language's template is a field of its own, so that two people at different ones do not collide. */
const flatOf = ({ own: _own, version: _version, shopCode: _shop, templates, ...fields }: PrintSettingsView) => {
  return { ...fields, ...templates }
}
const deepOf = ({ 'zh-CN': zh, en, ...fields }: ReturnType<typeof flatOf>) => {
  return { ...fields, templates: { 'zh-CN': zh, en } }
}

/** How papers look, of the company or of one shop; a shop without its own shows the company's. Beside it the paper as it would come. */
export function PrintSettingsForm({ settings, shops, save, preview }: Props) {
  const t = useTranslations('prints.settings')
  const router = useRouter()
  const [values, setValues] = useState(settings)
  const [paper, setPaper] = useState<TemplateKind>('label')
  const [language, setLanguage] = useState<PaperLanguage>(settings.language === 'en' ? 'en' : 'zh-CN')
  const put = (more: Partial<PrintSettingsView>) => setValues({ ...values, ...more })
  const ofShop: { shopCode?: string } = settings.shopCode ? { shopCode: settings.shopCode } : {}
  const shown = <B extends string>(rows: readonly { block: B; on: boolean }[], nameOf: (block: B) => string) =>
    rows.flatMap(({ block, on }) => (on ? [nameOf(block)] : [])).join(' · ')
  const templateText = ({ label, slip, closing }: Template) =>
    [
      `${t('papers.label')}: ${shown(label, (block) => t(`blocks.label.${block}`))}`,
      `${t('papers.slip')}: ${shown(slip, (block) => t(`blocks.slip.${block}`))}`,
      closing,
    ].join('\n')
  const form = useRecordForm({
    record: recordAt(
      settings,
      `print-settings${settings.shopCode ? `?shopCode=${encodeURIComponent(settings.shopCode)}` : ''}`,
      flatOf,
    ),
    values: flatOf(settings),
    mine: flatOf(values),
    put: (flat) => setValues({ ...values, ...deepOf(flat) }),
    labels: {
      ...{ labelSize: t('labelSize'), slipSize: t('slipSize'), language: t('language') },
      ...Object.fromEntries(texts.map((key) => [key, t(key)])),
      ...Object.fromEntries(paperLanguages.map((code) => [code, `${t('template')} · ${t(`languages.${code}`)}`])),
    },
    says: {
      labelSize: (size) => t(`labelSizes.${size}`),
      slipSize: (size) => t(`slipSizes.${size}`),
      language: (choice) => t(`languages.${choice}`),
      ...{ 'zh-CN': templateText, en: templateText },
    },
    action: (flat, version) => (save ?? never)({ ...deepOf(flat), ...ofShop, version }),
    onDone: () => {
      toast.success(t('saved'))
      router.refresh()
    },
  })
  const template = values.templates[language]
  const putTemplate = (more: Partial<Template>) =>
    put({ templates: { ...values.templates, [language]: { ...template, ...more } } })
  const asked = { ...deepOf(flatOf(values)), ...ofShop }
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_28rem]">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          form.save()
        }}
      >
        <Card title={t('basics')}>
          <div className="grid gap-4 md:grid-cols-2">
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
                  onValueChange={(next) => put({ language: next as PrintSettingsView['language'] })}
                  options={languageChoices.map((value) => ({ value, label: t(`languages.${value}`) }))}
                />
              )}
            </Field>
            {texts.map((key) => (
              <Field key={key} label={t(key)} className={key === 'senderAddress' ? 'md:col-span-2' : undefined}>
                {(aria) => <Input {...aria} value={values[key]} onChange={(e) => put({ [key]: e.target.value })} />}
              </Field>
            ))}
          </div>
        </Card>
        <Card title={t('template')}>
          <div className="grid gap-4 md:grid-cols-2">
            <Field label={t('paper')}>
              {(aria) => (
                <Select
                  {...aria}
                  value={paper}
                  onValueChange={(next) => setPaper(next as TemplateKind)}
                  options={papers.map((value) => ({ value, label: t(`papers.${value}`) }))}
                />
              )}
            </Field>
            <Field label={t('templateLanguage')}>
              {(aria) => (
                <Select
                  {...aria}
                  value={language}
                  onValueChange={(next) => setLanguage(next as PaperLanguage)}
                  options={paperLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
                />
              )}
            </Field>
            <div className="flex flex-col gap-2 md:col-span-2">
              <p className="text-sm text-muted">{t('templateText')}</p>
              {paper === 'label' ? (
                <TemplateBlocks kind="label" rows={template.label} change={(label) => putTemplate({ label })} />
              ) : (
                <TemplateBlocks kind="slip" rows={template.slip} change={(slip) => putTemplate({ slip })} />
              )}
            </div>
            {paper === 'slip' ? (
              <Field label={t('closing')} help={t('closingHelp')} className="md:col-span-2">
                {(aria) => (
                  <Textarea
                    {...aria}
                    maxLength={300}
                    value={template.closing}
                    onChange={(e) => putTemplate({ closing: e.target.value })}
                  />
                )}
              </Field>
            ) : null}
          </div>
        </Card>
        {save ? (
          <Button variant="primary" type="submit" pending={form.pending} className="self-start">
            {t('save')}
          </Button>
        ) : null}
      </form>
      <Conflict of={form.conflict} />
      {preview ? (
        <Card title={t('preview')} className="xl:sticky xl:top-4">
          <PrintPreview draw={preview} paper={paper} input={{ ...asked, paperLanguage: language }} />
        </Card>
      ) : null}
    </div>
  )
}
