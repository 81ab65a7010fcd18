'use client'

import { FileDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileDrop } from '@/components/exchange/file-drop'
import { sendForm } from '@/components/exchange/send-form'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { type Option, Select } from '@/components/ui/select'
import { type ImportKind, importKindNames, importKinds, isArchive } from '@/lib/modules/exchange/states'

type Props = {
  kind: ImportKind
  shops: readonly Option[]
  warehouses: readonly Option[]
  templates: Readonly<Record<string, string>>
}

export function UploadForm({ kind: asked, shops, warehouses, templates }: Props) {
  const t = useTranslations('exchange')
  const router = useRouter()
  const { refusalText } = useRefusalText()
  const [kind, setKind] = useState<ImportKind>(asked)
  const [profile, setProfile] = useState('generic')
  const [shop, setShop] = useState<string | null>(shops.length === 1 ? (shops[0]?.value ?? null) : null)
  const [warehouse, setWarehouse] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const hasTemplate = profile === 'generic' && kind !== 'images'

  async function send() {
    if (!file) return setProblem(t('needFile'))
    if (kind === 'orders' && !shop) return setProblem(t('needShop'))
    setSending(true)
    setProblem(null)
    const fields = {
      ...{ kind, profile, start: 'draft' },
      ...(kind === 'orders' && shop && { shopCode: shop }),
      ...(kind === 'stock' && warehouse && { warehouseCode: warehouse }),
    }
    const sent = await sendForm<{ id: string }>('/api/v1/imports', fields, file)
    if (sent.ok) return router.push(`/imports/${sent.value.id}`)
    setSending(false)
    setProblem(sent.refusal ? refusalText(sent.refusal) : t('uploadFailed'))
  }

  return (
    <Card className="max-w-3xl">
      <div className="flex flex-col gap-5">
        <RadioGroup
          aria-label={t('kind')}
          value={kind}
          onValueChange={(value) => {
            setKind(value as ImportKind)
            setProfile('generic')
          }}
          options={importKindNames.map((value) => ({
            value,
            label: t(`kinds.${value}`),
            hint: t(`kindTexts.${value}`),
          }))}
        />
        <div className="grid gap-4 md:grid-cols-2">
          {importKinds[kind].length > 1 ? (
            <Field label={t('profile')}>
              {(control) => (
                <Select
                  {...control}
                  value={profile}
                  onValueChange={(value) => setProfile(value ?? 'generic')}
                  options={importKinds[kind].map((value) => ({ value, label: t(`profiles.${value}`) }))}
                />
              )}
            </Field>
          ) : null}
          {kind === 'orders' ? (
            <Field label={t('shop')} help={shops.length > 0 ? t('shopHelp') : t('noShop')}>
              {(control) => <Select {...control} value={shop} onValueChange={setShop} options={shops} />}
            </Field>
          ) : null}
          {kind === 'stock' ? (
            <Field label={t('warehouse')} help={t('warehouseHelp')}>
              {(control) => (
                <Select
                  {...control}
                  value={warehouse}
                  onValueChange={setWarehouse}
                  options={warehouses}
                  placeholder={t('anyWarehouse')}
                />
              )}
            </Field>
          ) : null}
        </div>
        <FileDrop
          file={file}
          onFile={setFile}
          accept={isArchive({ kind, profile }) ? '.zip' : '.csv,.txt,.tsv,.xlsx,.gz'}
          help={t(kind === 'images' ? 'fileHelpArchive' : profile === 'olist' ? 'fileHelpTables' : 'fileHelp')}
        />
        {problem ? <AlertBox kind="danger" title={problem} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" pending={sending} onClick={send}>
            {sending ? t('uploading') : t('upload')}
          </Button>
          {hasTemplate ? (
            <a
              className="inline-flex items-center gap-1.5 text-sm text-accent-text hover:underline [&_svg]:size-4"
              download={`${kind}.csv`}
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${templates[kind] ?? ''}`)}`}
            >
              <FileDown />
              {t('template')}
            </a>
          ) : null}
        </div>
        {hasTemplate ? <p className="text-xs text-muted">{t('templateHelp')}</p> : null}
      </div>
    </Card>
  )
}
