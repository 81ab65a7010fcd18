'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { type Named, newKey } from './product-draft'

type Props = {
  items: readonly Named[]
  /** What the category asks of its products. */
  asked: readonly string[]
  onChange: (items: Named[]) => void
  disabled: boolean
}

/** Free facts of a product as pairs of name and value. */
export function AttributesEditor({ items, asked, onChange, disabled }: Props) {
  const t = useTranslations('catalog.form')
  const set = (key: string, change: Partial<Named>) =>
    onChange(items.map((item) => (item.key === key ? { ...item, ...change } : item)))
  const add = (name: string) => onChange([...items, { key: newKey(), name, value: '' }])
  const missing = asked.filter((name) => items.every((item) => item.name.trim() !== name))
  return (
    <div className="flex flex-col items-start gap-2">
      {items.map((item) => (
        <div key={item.key} className="flex w-full items-center gap-2">
          <Input
            className="flex-1"
            aria-label={t('attributeName')}
            placeholder={t('attributeName')}
            value={item.name}
            disabled={disabled}
            onChange={(event) => set(item.key, { name: event.target.value })}
          />
          <Input
            className="flex-2"
            aria-label={t('attributeValue')}
            placeholder={t('attributeValue')}
            value={item.value}
            disabled={disabled}
            onChange={(event) => set(item.key, { value: event.target.value })}
          />
          {disabled ? null : (
            <IconButton
              label={t('removeAttribute', { name: item.name })}
              onClick={() => onChange(items.filter((other) => other.key !== item.key))}
            >
              <Trash2 />
            </IconButton>
          )}
        </div>
      ))}
      {disabled ? null : (
        <span className="-ml-2 flex flex-wrap gap-1">
          {missing.map((name) => (
            <Button key={name} size="sm" variant="ghost" onClick={() => add(name)}>
              <Plus />
              {name}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => add('')}>
            <Plus />
            {t('addAttribute')}
          </Button>
        </span>
      )}
    </div>
  )
}
