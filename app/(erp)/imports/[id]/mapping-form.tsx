'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileReading } from '@/components/exchange/file-reading'
import { MappingTable } from '@/components/exchange/mapping-table'
import { PreviewTable } from '@/components/exchange/preview-table'
import { useReason } from '@/components/exchange/use-reason'
import { useAction } from '@/components/form/use-action'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { ImportPreview } from '@/lib/modules/exchange/preview-import'
import type { ImportMapping, ImportView } from '@/lib/modules/exchange/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { cancelImportAction, startImportAction } from '../actions'

type Can = Rights<'import.start' | 'import.cancel'>
type Props = {
  one: ImportView
  preview: ImportPreview | { errors: readonly { path: string; code: string }[] }
  can: Can
}

export function MappingForm({ one, preview, can }: Props) {
  const t = useTranslations('exchange')
  const reason = useReason()
  const router = useRouter()
  const discard = useAction(cancelImportAction, () => router.push('/imports'))
  const away = can['import.cancel'] ? (
    <Button pending={discard.pending} onClick={() => discard.run({ importId: one.id })}>
      {t('discard')}
    </Button>
  ) : null
  if ('errors' in preview) {
    return (
      <AlertBox kind="danger" title={t('failedTitle')} action={away}>
        {preview.errors.map(({ code }) => reason(code)).join(' ')}
      </AlertBox>
    )
  }
  return <Columns one={one} preview={preview} away={away} can={can} />
}

function Columns({
  one,
  preview,
  away,
  can,
}: {
  one: ImportView
  preview: ImportPreview
  away: React.ReactNode
  can: Can
}) {
  const t = useTranslations('exchange')
  const router = useRouter()
  const [mapping, setMapping] = useState<ImportMapping>(preview.mapping)
  const own = one.profile === 'generic'
  const missing = own ? preview.columns.required.filter((column) => !mapping[column]) : []
  const start = useAction(startImportAction, () => router.replace(`/imports/${one.id}`))
  const check = () =>
    start.run({
      importId: one.id,
      format: preview.format,
      ...(own && { mapping, header: preview.header }),
      version: one.version,
    })
  return (
    <>
      <FileReading preview={preview} />
      <Card title={t('preview')} padded={false}>
        <PreviewTable header={preview.header} rows={preview.rows} />
      </Card>
      {own ? (
        <Card title={t('mapping.title')} padded={false}>
          <p className="px-4 py-3 text-sm text-muted">
            {t(preview.remembered ? 'mapping.remembered' : 'mapping.text')}
          </p>
          <MappingTable preview={preview} mapping={mapping} onChange={setMapping} />
        </Card>
      ) : (
        <AlertBox title={t('fixed')} />
      )}
      {missing.length > 0 ? (
        <AlertBox
          kind="waiting"
          title={t('mapping.missing', { fields: missing.map((column) => t(`columns.${column as 'code'}`)).join('、') })}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        {can['import.start'] ? (
          <Button variant="primary" pending={start.pending} disabled={missing.length > 0} onClick={check}>
            {t('check')}
          </Button>
        ) : null}
        {away}
      </div>
    </>
  )
}
