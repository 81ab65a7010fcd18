'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'

export type Term = { key: string; zh: string; en: string; text: string }

/** Every word of the house in both languages: colleagues who read different ones must mean the same. */
export function Glossary({ groups }: { groups: readonly { title: string; terms: readonly Term[] }[] }) {
  const t = useTranslations('help')
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const shown = groups
    .map(({ title, terms }) => ({
      title,
      terms: terms.filter((term) => `${term.zh} ${term.en} ${term.text}`.toLowerCase().includes(wanted)),
    }))
    .filter(({ terms }) => terms.length > 0)
  return (
    <div className="flex flex-col gap-4">
      <Input
        type="search"
        className="max-w-sm"
        lead={<Search aria-hidden="true" />}
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {shown.length === 0 ? <p className="text-sm text-muted">{t('nothing')}</p> : null}
      {shown.map(({ title, terms }) => (
        <Card key={title} title={title}>
          <dl className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
            {terms.map((term) => (
              <div key={term.key} id={term.key} className="min-w-0 scroll-mt-16 text-sm">
                <dt className="font-medium">
                  <span lang="zh-CN">{term.zh}</span>
                  <span lang="en" className="ml-2 font-normal text-muted">
                    {term.en}
                  </span>
                </dt>
                <dd>{term.text}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ))}
    </div>
  )
}
