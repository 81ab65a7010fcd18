'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Desk } from '@/components/scan/desk'
import { jobKey } from '@/components/scan/jobs'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'

/** Goods come in: scan each, with `*24` before it for a whole carton. */
export function ReceiveJob() {
  const t = useTranslations('scan.receive')
  const { send } = useScans()
  return <Desk prompt={t('item')} onScan={(code, quantity) => void send('receive', { code, quantity })} />
}

type Held = { code: string; quantity: number }

/** What is scanned first goes where is scanned second. */
export function BringJob({ operation }: { operation: 'put-away' | 'return' }) {
  const t = useTranslations('scan')
  const key = jobKey(operation)
  const { send } = useScans()
  const [held, setHeld] = useState<Held | null>(null)
  function scanned(text: string, quantity: number) {
    if (!held) return setHeld({ code: text, quantity })
    setHeld(null)
    void send(operation, { ...held, toBin: text })
  }
  return (
    <Desk
      prompt={held ? t(`${key}.bin`) : t(`${key}.item`)}
      onScan={scanned}
      onBack={held ? () => setHeld(null) : undefined}
    >
      {held ? <Steps steps={[`${held.code} × ${held.quantity}`]} /> : null}
    </Desk>
  )
}

/** From which bin, what, to which bin. */
export function MoveJob() {
  const t = useTranslations('scan.move')
  const { send } = useScans()
  const [fromBin, setFromBin] = useState<string | null>(null)
  const [held, setHeld] = useState<Held | null>(null)
  function scanned(text: string, quantity: number) {
    if (fromBin === null) return setFromBin(text)
    if (!held) return setHeld({ code: text, quantity })
    setHeld(null)
    void send('move', { ...held, fromBin, toBin: text })
  }
  const back = held ? () => setHeld(null) : fromBin === null ? undefined : () => setFromBin(null)
  return (
    <Desk prompt={held ? t('to') : fromBin === null ? t('from') : t('item')} onScan={scanned} onBack={back}>
      <Steps steps={[fromBin, held && `${held.code} × ${held.quantity}`]} />
    </Desk>
  )
}
