'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { keyOf, type SkuChoice } from './adjust-draft'
import type { StockActions } from './stock-lookup'

type Props = {
  id: string
  search: StockActions['search']
  onPick: (sku: SkuChoice) => void
  invalid: boolean
  /** As a field of its own in a form: what it is called there. */
  label?: string
}

const waitMs = 150

/** Finds a SKU by code, barcode or name; a scanner's Enter picks the code it typed. */
export function SkuSearch({ id, search, onPick, invalid, label }: Props) {
  const t = useTranslations('stock.adjust')
  const locale = useLocale()
  const [found, setFound] = useState<SkuChoice[]>([])
  // A new key empties what was typed.
  const [round, setRound] = useState(0)
  const typed = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  async function ask(text: string): Promise<SkuChoice[]> {
    const answer = await search({ limit: 20, ...(text && { q: text }) })
    return answer.ok ? answer.value.items : []
  }
  function look(text: string) {
    typed.current = text
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      const items = await ask(text)
      // An answer that comes late must not replace the one to what was typed since.
      if (typed.current === text) setFound(items)
    }, waitMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function pick(sku: SkuChoice) {
    typed.current = ''
    setFound([])
    setRound((before) => before + 1)
    onPick(sku)
  }
  async function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return
    const text = typed.current.trim()
    // With an option under the arrow keys, Enter means that option.
    const marked = event.target instanceof Element && event.target.getAttribute('aria-activedescendant')
    if (text === '' || marked) return
    const exact = (await ask(text)).filter((sku, _, all) => keyOf(sku.code) === keyOf(text) || all.length === 1)
    // Enter empties the field of what is no option yet; a scanner types on at once only when it scans the next code.
    if (exact[0] && ['', text].includes(typed.current.trim())) pick(exact[0])
  }
  return (
    <search onKeyDown={onKeyDown} className="block">
      <Combobox
        key={round}
        id={id}
        aria-label={label ?? t('add')}
        aria-invalid={invalid || undefined}
        placeholder={t('add')}
        options={found.map((sku) => ({
          value: sku.code,
          label: sku.code,
          hint: (locale === 'en' && sku.nameEn) || sku.name,
        }))}
        value={null}
        onSearch={look}
        onValueChange={(code) => {
          const sku = found.find((one) => one.code === code)
          if (sku) pick(sku)
        }}
      />
    </search>
  )
}
