'use client'

import { Download, FileUp, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { RejectTable } from '@/components/exchange/reject-table'
import { useReason } from '@/components/exchange/use-reason'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Menu } from '@/components/ui/menu'
import type { ImportReject } from '@/lib/modules/exchange/list-import-errors'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { isArchive } from '@/lib/modules/exchange/states'
import type { Rights } from '@/lib/platform/entrance/rights'
import { cancelImportAction, startImportAction, undoImportAction } from '../actions'

type Can = Rights<'import.start' | 'import.cancel' | 'import.undo' | 'import.rejects'>
type Props = { one: ImportView; rejects: readonly ImportReject[]; can: Can }

/** What a check found, or what came of an import, with what can be done next. */
export function ImportOutcome({ one, rejects, can }: Props) {
  const t = useTranslations('exchange')
  const formats = useTranslations('ui.export')
  const locale = useLocale()
  const router = useRouter()
  const reason = useReason()
  const [asking, setAsking] = useState(false)
  const refresh = () => {
    setAsking(false)
    router.refresh()
  }
  const load = useAction(startImportAction, refresh)
  const cancel = useAction(cancelImportAction, refresh)
  const undo = useAction(undoImportAction, refresh)
  const good = one.total - one.rejected
  const checked = one.state === 'checked'
  const mayUndo =
    can['import.undo'] && one.kept && ['done', 'aborted', 'failed'].includes(one.state) && one.created + one.updated > 0
  return (
    <>
      {one.state === 'failed' ? (
        <AlertBox kind="danger" title={t('failedTitle')}>
          {one.failure.map(({ path, code }) => [path, reason(code)].filter(Boolean).join(': ')).join('; ')}
        </AlertBox>
      ) : null}
      {one.state === 'undone' ? <AlertBox kind="success" title={t('undone')} /> : null}
      {one.state === 'done' && one.failure.length > 0 ? (
        <AlertBox kind="danger" title={t('undoBlocked')}>
          {one.failure.map(({ path, code }) => `${path}: ${reason(code)}`).join('; ')}
        </AlertBox>
      ) : null}
      {checked ? (
        <AlertBox
          kind={one.rejected > 0 ? 'waiting' : 'success'}
          title={one.rejected > 0 ? t('report.bad', { count: one.rejected }) : t('report.allGood')}
        >
          {t('report.good', { count: good })}
        </AlertBox>
      ) : one.state !== 'failed' ? (
        <Card>
          <dl className="grid grid-cols-2 gap-4 md:grid-cols-5">
            {(['total', 'created', 'updated', 'unchanged', 'rejected'] as const).map((key) => (
              <div key={key}>
                <dt className="text-xs text-muted">{t(`summary.${key}`)}</dt>
                <dd className="text-xl font-semibold" data-figure="">
                  {one[key].toLocaleString(locale)}
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {checked && can['import.start'] && good > 0 ? (
          <Button
            variant="primary"
            pending={load.pending}
            onClick={() => load.run({ importId: one.id, version: one.version })}
          >
            {t('load', { count: good })}
          </Button>
        ) : null}
        {one.rejected > 0 && can['import.rejects'] ? (
          <Menu
            trigger={
              <Button>
                <Download />
                {t('rejects')}
              </Button>
            }
            entries={(['xlsx', 'csv'] as const).map((format) => ({
              key: format,
              label: formats(format),
              onSelect: () =>
                window.location.assign(`/api/v1/imports/${one.id}/rejects?format=${format}&locale=${locale}`),
            }))}
          />
        ) : null}
        {(checked || one.state === 'failed') && one.kept && !isArchive(one) && can['import.start'] ? (
          <ButtonLink href={`/imports/${one.id}?columns=again`}>{t('mapping.title')}</ButtonLink>
        ) : null}
        {checked && can['import.cancel'] ? (
          <Button pending={cancel.pending} onClick={() => cancel.run({ importId: one.id })}>
            {t('discard')}
          </Button>
        ) : null}
        {mayUndo ? (
          <Button onClick={() => setAsking(true)}>
            <Undo2 />
            {t('undo')}
          </Button>
        ) : null}
        {checked ? null : (
          <ButtonLink href={`/imports/new?kind=${one.kind}`}>
            <FileUp />
            {t('again')}
          </ButtonLink>
        )}
      </div>
      {rejects.length > 0 ? <RejectTable one={one} rejects={rejects} /> : null}
      {asking ? (
        <ConfirmDialog
          title={t('undoTitle')}
          text={t('undoText')}
          confirm={t('undo')}
          pending={undo.pending}
          onConfirm={() => undo.run({ importId: one.id })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
