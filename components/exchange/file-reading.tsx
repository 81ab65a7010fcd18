'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { ImportPreview } from '@/lib/modules/exchange/preview-import'

const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'gb18030', label: 'GB18030 / GBK' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
]

/** How the file was read, and another way to read it: the address changes and the preview with it. */
export function FileReading({ preview: { type, format, sheets } }: { preview: ImportPreview }) {
  const t = useTranslations('exchange.format')
  const router = useRouter()
  const [pending, start] = useTransition()
  const choose = (name: 'encoding' | 'delimiter' | 'sheet') => (value: string | null) =>
    start(() => {
      const next = new URLSearchParams(window.location.search)
      for (const [key, one] of Object.entries(format)) if (one) next.set(key, one)
      if (value !== null) next.set(name, value)
      router.replace(`?${next}`)
    })
  if (type === 'xlsx' && sheets.length < 2) return null
  return (
    <Card title={t('title')}>
      <div className={cn('grid gap-4 md:grid-cols-3', pending && 'opacity-60')} aria-busy={pending}>
        {type === 'xlsx' ? (
          <Field label={t('sheet')}>
            {(control) => (
              <Select
                {...control}
                value={format.sheet ?? null}
                onValueChange={choose('sheet')}
                options={sheets.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
        ) : (
          <>
            <Field label={t('encoding')}>
              {(control) => (
                <Select
                  {...control}
                  value={format.encoding ?? null}
                  onValueChange={choose('encoding')}
                  options={encodings}
                />
              )}
            </Field>
            <Field label={t('delimiter')}>
              {(control) => (
                <Select
                  {...control}
                  value={format.delimiter ?? null}
                  onValueChange={choose('delimiter')}
                  options={[
                    { value: ',', label: t('comma') },
                    { value: ';', label: t('semicolon') },
                    { value: '\t', label: t('tab') },
                    { value: '|', label: t('bar') },
                  ]}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </Card>
  )
}
