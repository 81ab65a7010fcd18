'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import type { Template } from '@/lib/modules/prints/schema'
import { type LabelBlock, neededBlocks, type SlipBlock, type TemplateKind } from '@/lib/modules/prints/states'

type Props<K extends TemplateKind> = { kind: K; rows: Template[K]; change: (rows: Template[K]) => void }

/** What a paper is made of, in its sequence: each block on or off, moved by its arrows. */
export function TemplateBlocks<K extends TemplateKind>({ kind, rows, change }: Props<K>) {
  const t = useTranslations('prints.settings')
  const nameOf = (block: string) =>
    kind === 'label' ? t(`blocks.label.${block as LabelBlock}`) : t(`blocks.slip.${block as SlipBlock}`)
  function move(from: number, to: number) {
    const next = [...rows]
    next.splice(to, 0, ...next.splice(from, 1))
    change(next as Template[K])
  }
  const put = (at: number, on: boolean) =>
    change(rows.map((row, i) => (i === at ? { ...row, on } : row)) as Template[K])
  return (
    <ol className="divide-y divide-line-soft rounded-md border border-line">
      {rows.map(({ block, on }, i) => {
        const needed = neededBlocks[kind].includes(block)
        return (
          <li key={block} className="flex min-h-10 items-center gap-2 px-3">
            <Checkbox
              checked={on}
              disabled={needed}
              onCheckedChange={(next) => put(i, next)}
              label={
                <>
                  {nameOf(block)}
                  {needed ? <span className="ml-2 text-xs text-subtle">{t('needed')}</span> : null}
                </>
              }
            />
            <span className="ml-auto flex">
              <IconButton label={t('up', { block: nameOf(block) })} disabled={i === 0} onClick={() => move(i, i - 1)}>
                <ArrowUp />
              </IconButton>
              <IconButton
                label={t('down', { block: nameOf(block) })}
                disabled={i === rows.length - 1}
                onClick={() => move(i, i + 1)}
              >
                <ArrowDown />
              </IconButton>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
