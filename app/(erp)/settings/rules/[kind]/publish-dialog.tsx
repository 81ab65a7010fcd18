'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { RuleSetView } from '@/lib/modules/rules/schema'
import { publishRulesAction } from '../actions'

export function PublishDialog({ set, onClose }: { set: RuleSetView; onClose: () => void }) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const [note, setNote] = useState('')
  const { run, pending } = useAction(publishRulesAction, (published: RuleSetView) => {
    toast.success(t('publish.done', { version: published.live?.version ?? 0 }))
    onClose()
    router.refresh()
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('publish.title', { kind: w(`kinds.${set.kind}`) })}
      description={
        set.draft.length === 0 ? t('publish.textEmpty') : t('publish.text', { version: (set.live?.version ?? 0) + 1 })
      }
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            pending={pending}
            onClick={() => run({ kind: set.kind, note, version: set.version })}
          >
            {t('publish.button')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {set.findings.length > 0 ? (
          <AlertBox kind="waiting" title={t('publish.warnings', { count: set.findings.length })} />
        ) : null}
        <Field label={t('publish.note')}>
          {(aria) => (
            <Input {...aria} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} autoFocus />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
