'use client'

import { useLocale } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Combobox, type ComboboxProps } from '@/components/ui/combobox'
import { findSkusAction } from '../actions'

export type FoundSku = Awaited<ReturnType<typeof findSkusAction>>[number]

type Props = Omit<ComboboxProps, 'options' | 'onSearch' | 'onValueChange'> & { onPick: (sku: FoundSku | null) => void }

/** Finds a SKU by any part of its code, bar code or name. */
export function SkuField({ value, onPick, ...rest }: Props) {
  const zh = useLocale() === 'zh-CN'
  const [found, setFound] = useState<FoundSku[]>([])
  const [chosen, setChosen] = useState<FoundSku | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef<string | null>(null)
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(text: string, wait = 200) {
    const q = text.trim()
    // Choosing one writes its code into the field: that is no search.
    if (q === asked.current || (q !== '' && q === chosen?.code)) return
    asked.current = q
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      const skus = await findSkusAction(q)
      // An answer that was overtaken by the next letter is out of date.
      if (asked.current === q) setFound(skus)
    }, wait)
  }

  const known = chosen && !found.some((sku) => sku.code === chosen.code) ? [chosen, ...found] : found
  return (
    <span onFocusCapture={() => asked.current === null && search('', 0)}>
      <Combobox
        {...rest}
        value={value}
        options={known.map((sku) => ({
          value: sku.code,
          label: sku.code,
          hint: (zh ? sku.name : sku.nameEn) || sku.name,
        }))}
        onSearch={search}
        onValueChange={(code) => {
          const sku = known.find((one) => one.code === code) ?? null
          setChosen(sku)
          onPick(sku)
        }}
      />
    </span>
  )
}
