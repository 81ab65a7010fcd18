'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/form/use-refusal-text'

export type RejectError = { path: string; code: string }

/** `lines.0.unitPrice` → "Line 1, Unit price": where in the order something is wrong, in words. */
export function useRejectWords() {
  const t = useTranslations('orders.rejects')
  const { fieldText } = useRefusalText()
  const placeOf = (path: string) => {
    const parts = path.split('.').filter((part) => part !== '')
    const words = parts.flatMap((part, i) => {
      if (/^\d+$/.test(part)) return [t('line', { line: Number(part) + 1 })]
      if (part === 'lines' && i < parts.length - 1) return []
      const key = `path.${part}`
      return [t.has(key) ? t(key as 'path.total') : part]
    })
    return words.length > 0 ? words.join(t('joint')) : t('whole')
  }
  return (error: RejectError) => ({ place: placeOf(error.path), reason: fieldText(error.code, null) })
}

const MOST = 3

export function RejectReasons({ errors }: { errors: readonly RejectError[] }) {
  const t = useTranslations('orders.rejects')
  const words = useRejectWords()
  const shown = errors
    .slice(0, MOST)
    .map((error) => ({ key: `${error.path} ${error.code}`, path: error.path, ...words(error) }))
  return (
    <ul className="flex flex-col gap-0.5 py-1 max-md:items-end">
      {shown.map((reason) => (
        <li key={reason.key} title={reason.path}>
          <span className="font-medium">{reason.place}</span> <span className="text-danger-text">{reason.reason}</span>
        </li>
      ))}
      {errors.length > MOST ? (
        <li className="text-muted">{t('moreReasons', { count: errors.length - MOST })}</li>
      ) : null}
    </ul>
  )
}
