'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { mostAdjustmentLines } from '@/lib/modules/inventory/schema'
import { type LineDraft, readSheet, type SheetRow, type SheetWrong, sortSheet } from './adjust-draft'
import { findSkus, type StockActions } from './stock-lookup'

type Props = {
  actions: StockActions
  present: readonly LineDraft[]
  /** What was pasted elsewhere in the form. */
  start: string
  onAdd: (lines: LineDraft[]) => void
  onClose: () => void
}

type Left = SheetRow & { why: SheetWrong }

/** Rows that can be lines become lines; the others stay in the field, each with its reason. */
export function PasteDialog({ actions, present, start, onAdd, onClose }: Props) {
  const t = useTranslations('stock.adjust')
  const common = useTranslations('common.actions')
  const { refusalText } = useRefusalText()
  const [text, setText] = useState(start)
  const [left, setLeft] = useState<Left[]>([])
  const [pending, run] = useTransition()

  function add() {
    const rows = readSheet(text)
    const codes = [...new Set(rows.map((row) => row.code).filter((code) => code !== '' && code.length <= 200))]
    run(async () => {
      const found = await findSkus(actions, codes)
      if (!found.ok) {
        toast.error(refusalText(found.refusal))
        return
      }
      const sorted = sortSheet(rows, found.value, present)
      if (sorted.lines.length > 0) {
        onAdd(sorted.lines)
        toast.success(t('pasteAdded', { count: sorted.lines.length }))
      }
      if (sorted.dropped) toast.error(t('tooMany', { most: mostAdjustmentLines }))
      if (sorted.left.length === 0) return onClose()
      setLeft(sorted.left.map((row, i) => ({ ...row, row: i + 1 })))
      setText(sorted.left.map((row) => row.raw).join('\n'))
    })
  }

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('paste')}
      description={t('pasteText')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} disabled={text.trim() === ''} onClick={add}>
            {t('pasteAdd')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {left.length > 0 ? (
          <AlertBox kind="danger" title={t('pasteLeft', { count: left.length })}>
            <ul className="max-h-40 list-disc overflow-y-auto pl-4">
              {left.slice(0, 200).map((row) => (
                <li key={row.row}>
                  {t('pasteRow', { row: row.row, code: row.code })} — {t(`pasteWrong.${row.why}`)}
                </li>
              ))}
            </ul>
          </AlertBox>
        ) : null}
        <Field label={t('pasteField')}>
          {(aria) => (
            <Textarea
              {...aria}
              rows={8}
              autoFocus
              value={text}
              spellCheck={false}
              className="max-h-80 font-mono text-sm"
              placeholder={'TEA-001\t100\t21.50\nTEA-002\t-3'}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) add()
              }}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
