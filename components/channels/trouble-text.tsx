'use client'

import { useTranslations } from 'next-intl'
import { type TroubleTexts, troubleWords } from './trouble-words'

/** What went wrong with a conversation, in words, and the marketplace's own code beside it. */
export function TroubleText({ trouble, ofKind }: { trouble: string; ofKind?: string }) {
  const t = useTranslations('troubles')
  const { sentence, code } = troubleWords(t as unknown as TroubleTexts, trouble, ofKind)
  return (
    <>
      {sentence}
      {code ? <span className={sentence ? 'ml-1.5 font-mono text-subtle' : 'font-mono'}>{code}</span> : null}
    </>
  )
}
