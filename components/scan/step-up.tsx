'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ByHand } from '@/components/scan/by-hand'
import { signal } from '@/components/scan/signal'
import { Steps } from '@/components/scan/steps'
import { useWedge } from '@/components/scan/use-wedge'
import { Wedge } from '@/components/scan/wedge'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { station: string; enter(input: unknown): Promise<Outcome<null>> }

/** Badges begin with these signs; whatever else is scanned or typed first is a staff number. */
const badge = /^cb[a-z2-9]{14}$/i

/** Badge, or staff number and PIN: by scanner or keys alone. */
export function StepUp({ station, enter }: Props) {
  const t = useTranslations('scan.signIn')
  const { refusalText } = useRefusalText()
  const router = useRouter()
  const [wedge] = useState(() => new Wedge())
  const [staffNo, setStaffNo] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  async function tryWith(credentials: object) {
    setBusy(true)
    const outcome = await enter(credentials)
    setBusy(false)
    setStaffNo(null)
    signal(outcome.ok)
    if (outcome.ok) return router.refresh()
    const { code } = outcome.refusal
    setWrong(code === 'unauthenticated' || code === 'invalid' ? t('wrong') : refusalText(outcome.refusal))
  }
  function onText(text: string) {
    if (busy) return
    setWrong(null)
    if (badge.test(text)) void tryWith({ badge: text })
    else if (staffNo === null) setStaffNo(text)
    else void tryWith({ staffNo, pin: text })
  }
  const typed = useWedge(wedge, { onText, onBack: () => setStaffNo(null) })
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-5 px-4 py-10">
      <p className="text-xl text-muted">{station}</p>
      <h1 className="text-4xl font-semibold text-balance">{staffNo === null ? t('who') : t('pin')}</h1>
      <output
        aria-label={t('typed')}
        className="flex h-16 items-center rounded-md border-2 border-line-strong px-4 font-mono text-2xl"
      >
        {staffNo === null ? typed : '•'.repeat(typed.length)}
      </output>
      <ByHand onText={onText} secret={staffNo !== null} />
      <Steps steps={[staffNo]} />
      {wrong ? (
        <p role="alert" className="rounded-md bg-danger px-4 py-3 text-2xl font-semibold text-on-danger">
          {wrong}
        </p>
      ) : null}
      <p className="mt-auto text-sm text-muted">{t('help')}</p>
    </main>
  )
}
