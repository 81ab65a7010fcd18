'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'

/** One field that two people have changed to different values; the values as a person reads them. */
export type Clash = { key: string; label: string; yours: string; theirs: string }

export type Side = 'yours' | 'theirs'

export type ConflictProps = {
  clashes: readonly Clash[]
  pending?: boolean
  onResolve: (choice: Readonly<Record<string, Side>>) => void
  onClose: () => void
}

/** Somebody saved meanwhile: field by field yours or theirs. What only one of both has changed is kept and not asked about. */
export function ConflictDialog({ clashes, pending = false, onResolve, onClose }: ConflictProps) {
  const t = useTranslations('ui.conflict')
  const [choice, setChoice] = useState<Record<string, Side>>(() => allOf(clashes, 'yours'))
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={t('text')}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button variant="primary" pending={pending} onClick={() => onResolve(choice)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {clashes.length > 1 ? (
          <p className="flex flex-wrap gap-2">
            {(['yours', 'theirs'] as const).map((side) => (
              <Button key={side} size="sm" onClick={() => setChoice(allOf(clashes, side))}>
                {t(`all.${side}`)}
              </Button>
            ))}
          </p>
        ) : null}
        {clashes.map((clash) => (
          <fieldset key={clash.key} className="grid gap-2 md:grid-cols-2">
            <legend className="mb-1 text-sm font-medium">{clash.label}</legend>
            {(['yours', 'theirs'] as const).map((side) => (
              <label
                key={side}
                className={cn(
                  'flex cursor-pointer items-start gap-2 rounded-md border p-2.5 text-sm',
                  choice[clash.key] === side ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
                )}
              >
                <input
                  type="radio"
                  name={clash.key}
                  className="mt-1 accent-accent"
                  checked={choice[clash.key] === side}
                  onChange={() => setChoice({ ...choice, [clash.key]: side })}
                />
                <span className="min-w-0">
                  <span className="block text-xs text-muted">{t(side)}</span>
                  <span className="wrap-break-word whitespace-pre-wrap">{clash[side] || t('empty')}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}

const allOf = (clashes: readonly Clash[], side: Side) => Object.fromEntries(clashes.map(({ key }) => [key, side]))
