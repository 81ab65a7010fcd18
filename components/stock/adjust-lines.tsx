'use client'

import { ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { fieldId } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { lineOf, type SkuChoice } from './adjust-draft'
import { AdjustLine, lineGrid } from './adjust-line'
import { PasteDialog } from './paste-dialog'
import { SkuSearch } from './sku-search'
import type { StockActions } from './stock-lookup'
import type { AdjustForm } from './use-adjust-form'

const addId = fieldId('add')

function focus(id: string) {
  document.getElementById(id)?.focus()
}

/** Lines, and below them the one field that makes more. Enter goes from a figure back to it, so a scanner never needs the mouse. */
export function AdjustLines({ form, actions }: { form: AdjustForm; actions: StockActions }) {
  const t = useTranslations('stock')
  const [pasting, setPasting] = useState<string | null>(null)
  const { lines } = form.draft

  const added = useRef(false)

  function pick(sku: SkuChoice) {
    const there = form.has(sku)
    if (there >= 0) return focus(fieldId(`lines.${there}.quantity`))
    added.current = true
    form.addLines([lineOf(sku)])
  }
  // The new line can take the focus only once it is drawn.
  useEffect(() => {
    if (added.current) focus(fieldId(`lines.${lines.length - 1}.quantity`))
    added.current = false
  }, [lines.length])
  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text/plain')
    if (!/\t|\n./.test(text)) return
    event.preventDefault()
    setPasting(text)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return
    // Enter in a field would send the form.
    event.preventDefault()
    if (event.target.id !== addId && !event.nativeEvent.isComposing) focus(addId)
  }
  const noLines = form.errorAt('lines')
  return (
    <Card
      title={t('adjust.lines')}
      aside={
        <>
          <span className="text-muted max-md:hidden">{t('adjust.lineCount', { count: lines.length })}</span>
          <Button size="sm" onClick={() => setPasting('')}>
            <ClipboardPaste />
            {t('adjust.paste')}
          </Button>
        </>
      }
    >
      <fieldset onPaste={onPaste} onKeyDown={onKeyDown} className="min-w-0">
        <legend className="sr-only">{t('adjust.lines')}</legend>
        {lines.length > 0 ? (
          <>
            <div
              aria-hidden="true"
              className={cn('border-b border-line pb-1.5 text-xs text-muted max-md:hidden', lineGrid)}
            >
              <span>{t('sku')}</span>
              <span className="text-right" title={t('adjust.quantityHelp')}>
                {t('adjust.quantity')}
              </span>
              <span className="text-right">{t('adjust.unitCost')}</span>
              <span className="text-right">{t('adjust.now')}</span>
            </div>
            <ul>
              {lines.map((line, index) => (
                <AdjustLine
                  key={line.key}
                  line={line}
                  index={index}
                  place={form.places.get(line.code)}
                  errors={{
                    quantity: form.errorAt(`lines.${index}.quantity`) ?? form.errorAt(`lines.${index}.skuCode`),
                    unitCost: form.errorAt(`lines.${index}.unitCost`),
                  }}
                  lotErrors={form.lotErrorsAt(index)}
                  onChange={form.setLine}
                  onRemove={form.removeLine}
                />
              ))}
            </ul>
          </>
        ) : null}
        <div className={cn(lines.length > 0 && 'pt-3')}>
          <SkuSearch id={addId} search={actions.search} onPick={pick} invalid={noLines !== null} />
          {noLines ? <p className="mt-1 text-xs text-danger-text">{noLines}</p> : null}
          <p className="mt-1 text-xs text-muted">{t('adjust.quantityHelp')}</p>
        </div>
      </fieldset>
      {pasting === null ? null : (
        <PasteDialog
          actions={actions}
          present={lines}
          start={pasting}
          onAdd={form.addLines}
          onClose={() => setPasting(null)}
        />
      )}
    </Card>
  )
}
