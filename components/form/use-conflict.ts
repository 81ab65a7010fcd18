import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { Clash, Side } from './conflict-dialog'
import { mergeFields } from './merge-fields'
import type { KeptRecord } from './record-at'

type Choice = Readonly<Record<string, Side>>

export type ConflictOptions<F> = {
  /** undefined: nothing to collide with, such as a new record. */
  record?: KeptRecord<F> | undefined
  /** The fields as the form began. */
  values: F
  labels: Partial<Record<string, string>>
  /** Values that are codes, in words. */
  says?: { [K in keyof F]?: (value: F[K]) => string } | undefined
  /** Where fields are too coarse to be chosen between: its own way to put three versions together, and what it asks about. */
  merge?: ((base: F, mine: F, theirs: F, choice: Choice) => { clashes: Clash[]; merged: F }) | undefined
}

type Open<F> = { mine: F; now: { version: number; values: F }; clashes: Clash[]; save: (merged: F) => void }

/** What a form stands upon, and what happens when a colleague has saved first. */
export function useConflict<F extends object>(options: ConflictOptions<F>) {
  const { record, values, labels, says, merge = byField } = options
  const t = useTranslations('ui.conflict')
  const base = useRef({ version: record?.version ?? 0, values })
  const [open, setOpen] = useState<Open<F> | null>(null)

  /** A colleague was faster: what does not clash is put together and saved, what does is asked about. False: it cannot be read. */
  async function meet(mine: F, save: (merged: F) => void): Promise<boolean> {
    const now = await record?.read()
    // The same version refused again would be refused for ever.
    if (!now || now.version === base.current.version) return false
    const { clashes, merged } = merge(base.current.values, mine, now.values, {})
    if (clashes.length > 0) setOpen({ mine, now, clashes, save })
    else {
      base.current = now
      save(merged)
    }
    return true
  }

  function resolve(choice: Choice) {
    if (!open) return
    const { merged } = merge(base.current.values, open.mine, open.now.values, choice)
    base.current = open.now
    setOpen(null)
    open.save(merged)
  }

  function words<K extends keyof F & string>(key: K, from: F): string {
    const value = from[key]
    const own = says?.[key]
    if (own) return own(value)
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    return Array.isArray(value) ? value.join(t('separator')) : String(value ?? '')
  }

  function byField(began: F, mine: F, theirs: F, choice: Choice) {
    const { clashes, merged } = mergeFields(began, mine, theirs, choice, record?.unread)
    const said = clashes.map((key): Clash => {
      const unread = record?.unread?.includes(key)
      return {
        key,
        label: labels[key] ?? key,
        yours: words(key, mine),
        theirs: unread ? t('unread') : words(key, theirs),
      }
    })
    return { clashes: said, merged }
  }

  return {
    base,
    meet,
    conflict: open ? { clashes: open.clashes, onResolve: resolve, onClose: () => setOpen(null) } : null,
  }
}
