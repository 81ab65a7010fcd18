'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Spinner } from '@/components/ui/spinner'
import type { TemplateKind } from '@/lib/modules/prints/states'
import type { Outcome, Told } from '@/lib/platform/entrance/outcome'

export type Preview = { parcel: string | null; pages: string[] }
export type Draw = (input: unknown) => Promise<Outcome<Preview>>

/** Long enough that a word is typed in one go. */
const pause = 250

/** The newest parcel's paper with the settings as they stand in the form, drawn anew when they have been still for a moment. */
export function PrintPreview({ draw, input, paper }: { draw: Draw; input: object; paper: TemplateKind }) {
  const t = useTranslations('prints.settings')
  const { refusalText } = useRefusalText()
  const [seen, setSeen] = useState<Preview | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const asked = JSON.stringify({ ...input, paper })
  useEffect(() => {
    let stale = false
    const timer = setTimeout(async () => {
      const outcome = await draw(JSON.parse(asked)).catch(() => undefined)
      if (stale) return
      if (outcome?.ok) setSeen(outcome.value)
      setTold(outcome?.ok ? null : (outcome?.refusal ?? { code: 'unavailable', params: {} }))
    }, pause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [asked, draw])
  if (!seen && !told)
    return (
      <p className="flex justify-center p-16 text-muted">
        <Spinner label={t('preview')} />
      </p>
    )
  return (
    <div className="flex flex-col gap-3">
      {told ? (
        <AlertBox kind="danger" title={t('previewFailed')}>
          {refusalText(told)}
        </AlertBox>
      ) : null}
      <p className="text-xs text-muted">
        {seen?.parcel ? t('previewOf', { parcel: seen.parcel }) : seen ? t('previewSample') : null}
      </p>
      {seen?.pages.map((page, i) => (
        <img
          key={page}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(page)}`}
          alt={t('previewPage', { paper: t(`papers.${paper}`), page: i + 1 })}
          className="mx-auto w-full max-w-md rounded-sm border border-line bg-white shadow-sm"
        />
      ))}
    </div>
  )
}
