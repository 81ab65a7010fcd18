'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Desk } from '@/components/scan/desk'
import { FillTasks, useFillTasks } from '@/components/scan/fill-tasks'
import { jobKey } from '@/components/scan/jobs'
import { PutAwayList } from '@/components/scan/put-away-list'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { useAsked } from '@/components/scan/use-asked'
import { useGoods } from '@/components/scan/use-goods'
import { type Lot, useLot } from '@/components/scan/use-lot'
import { usePlace } from '@/components/scan/use-place'
import type { PutAwayView } from '@/lib/modules/inventory/schema'

/** Goods come in: scan each, with `*24` before it for a whole carton. */
export function ReceiveJob() {
  const t = useTranslations('scan.receive')
  const { send, say } = useScans()
  const goodsOf = useGoods()
  const lot = useLot(say)
  async function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    const goods = await goodsOf(text)
    const serials = goods?.serialMode === 'receipt' ? quantity : 0
    const batch = goods?.batchTracked ?? false
    lot.ask({ batch, day: batch, serials }, (more) => void send('receive', { code: text, quantity, ...more }), text)
  }
  return (
    <Desk
      prompt={lot.step ? lot.prompt : t('item')}
      onScan={scanned}
      onCommand={lot.none}
      onBack={lot.step ? lot.drop : undefined}
      open={lot.step !== null}
    >
      <Steps steps={lot.steps} />
    </Desk>
  )
}

/** `skuCode`: what the code means, where the house has said so. */
type Held = { code: string; quantity: number; skuCode?: string } & Lot

/** What is scanned first goes where is scanned second. */
export function BringJob({ operation }: { operation: 'put-away' | 'return' }) {
  const t = useTranslations('scan')
  const key = jobKey(operation)
  const { send, say } = useScans()
  const [held, setHeld] = useState<Held | null>(null)
  const { lot, hold } = useHold(say, setHeld)
  function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    if (!held) return hold(text, quantity)
    const { skuCode: _, ...goods } = held
    setHeld(null)
    void send(operation, { ...goods, toBin: text })
  }
  return (
    <Desk
      prompt={lot.step ? lot.prompt : held ? t(`${key}.bin`) : t(`${key}.item`)}
      onScan={scanned}
      onCommand={lot.none}
      onBack={lot.step ? lot.drop : held ? () => setHeld(null) : undefined}
      open={lot.step !== null || held !== null}
    >
      {held ? <Steps steps={[`${held.code} × ${held.quantity}`, held.batchNo]} /> : null}
      {operation === 'put-away' ? <Waiting held={held?.skuCode ?? held?.code} /> : null}
    </Desk>
  )
}

function Waiting({ held }: { held: string | undefined }) {
  const [waiting] = useAsked<PutAwayView>('put-away')
  return <PutAwayList waiting={waiting} held={held} />
}

/** Holds what was scanned, with its batch where one is asked for; `*N`: the one that goes first. */
function useHold(say: (good: boolean, text: string) => void, setHeld: (held: Held) => void) {
  const goodsOf = useGoods()
  const lot = useLot(say)
  async function hold(code: string, quantity: number) {
    const goods = await goodsOf(code)
    lot.ask(
      { batch: goods?.batchTracked ?? false },
      (more) => setHeld({ code, quantity, ...(goods && { skuCode: goods.skuCode }), ...more }),
      code,
    )
  }
  return { lot, hold }
}

/** From which bin, what, to which bin; or a bin that is to be filled up, by its digit. */
export function MoveJob() {
  const t = useTranslations('scan.move')
  const { send, say } = useScans()
  const [fromBin, setFromBin] = usePlace<string | null>('from', null)
  const [held, setHeld] = useState<Held | null>(null)
  const { lot, hold } = useHold(say, setHeld)
  const fill = useFillTasks()
  async function scanned(text: string, quantity: number) {
    if (fromBin === null) return (!fill.task && (await fill.choose(text))) || setFromBin(text)
    if (lot.step) return lot.take(text)
    if (!held) return hold(text, quantity)
    const { skuCode: _, ...goods } = held
    setHeld(null)
    void send('move', { ...goods, fromBin, toBin: text })
    if (!fill.task) return
    // The next task begins at another bin.
    fill.done()
    setFromBin(null)
  }
  const begun = fromBin === null ? (fill.task ? fill.drop : undefined) : () => setFromBin(null)
  const back = lot.step ? lot.drop : held ? () => setHeld(null) : begun
  return (
    <Desk
      prompt={lot.step ? lot.prompt : held ? t('to') : fromBin === null ? t('from') : t('item')}
      onScan={scanned}
      onCommand={lot.none}
      onBack={back}
      open={lot.step !== null || held !== null}
    >
      <Steps steps={[fromBin, held && `${held.code} × ${held.quantity}`, held?.batchNo]} />
      {fill.task || fromBin === null ? <FillTasks {...fill} choose={(text) => void fill.choose(text)} /> : null}
    </Desk>
  )
}
