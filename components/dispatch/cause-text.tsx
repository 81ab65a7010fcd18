'use client'

import { useTranslations } from 'next-intl'
import { readTrouble } from '@/components/channels/read-trouble'
import { TroubleText } from '@/components/channels/trouble-text'
import type { StuckView } from '@/lib/modules/dispatch/schema'

/** What a cause means, said more exactly where the code is one of ours, with the code of whoever else made it beside it. */
export function CauseText({ cause, code }: { cause: StuckView['cause']; code: string | null }) {
  const t = useTranslations('dispatch.causes')
  const text = t(`${cause}.text`)
  // Of a conversation with a marketplace alone: a receiver's, a mail server's and the house's own codes mean other things.
  if (code && readTrouble(code).kind === cause) return <TroubleText trouble={code} ofKind={text} />
  return (
    <>
      {text}
      {code ? <span className="ml-2 font-mono text-xs text-subtle">{code}</span> : null}
    </>
  )
}
