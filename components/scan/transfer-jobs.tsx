'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Amounts } from '@/components/scan/amounts'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { type Paper, PaperChoice } from '@/components/scan/paper-choice'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { type Tally, tallied } from '@/components/scan/tally'
import { useLook } from '@/components/scan/use-goods'
import { useLot } from '@/components/scan/use-lot'
import { usePlace } from '@/components/scan/use-place'
import type { TransferItem, TransferView } from '@/lib/modules/inventory/schema'

type Line = TransferView['lines'][number]
type Job = { paper: Paper; back(): void }

function Choice({ side, choose }: { side: 'from' | 'to'; choose(paper: Paper): void }) {
  const t = useTranslations('scan.transfer')
  return (
    <PaperChoice<TransferItem>
      prompt={t('paper')}
      question="transfers"
      input={{ side, state: side === 'from' ? 'draft' : 'in_transit' }}
      none={t('none')}
      unknown={t('unknown')}
      about={(one) =>
        t('about', {
          from: one.fromWarehouseCode,
          to: one.toWarehouseCode,
          count: side === 'from' ? one.units : one.inTransit,
        })
      }
      choose={choose}
    />
  )
}

export function TransferSendJob() {
  const [paper, setPaper] = usePlace<Paper | null>('transfer', null)
  return paper ? <Load paper={paper} back={() => setPaper(null)} /> : <Choice side="from" choose={setPaper} />
}

export function TransferReceiveJob() {
  const [paper, setPaper] = usePlace<Paper | null>('transfer', null)
  return paper ? <Unload paper={paper} back={() => setPaper(null)} /> : <Choice side="to" choose={setPaper} />
}

/** What a transfer says of its goods; null until the house has answered. */
function useTransfer({ paper, back }: Job) {
  const { say, settled } = useScans()
  const { refusalText } = useRefusalText()
  const [lines, setLines] = useState<readonly Line[] | null>(null)
  const read = useCallback(async () => {
    const outcome = await ask<TransferView>('transfer', { transferId: paper.id })
    if (outcome.ok) return setLines(outcome.value.lines)
    say(false, refusalText(outcome.refusal))
    setLines((before) => before ?? [])
  }, [paper.id, say, refusalText])
  useEffect(() => {
    // What was sent before is in it.
    if (settled && lines === null) void read()
  }, [settled, lines, read])
  return { lines, read, back }
}

const named = (line: Pick<Line, 'name' | 'nameEn'>, zh: boolean) => (!zh && line.nameEn) || line.name
const labelled = ({ skuCode, batchNo }: { skuCode: string; batchNo?: string | null }) =>
  batchNo ? `${skuCode} · ${batchNo}` : skuCode

/** Every unit that goes onto the lorry is scanned; with the last one the transfer leaves. */
function Load(job: Job) {
  const t = useTranslations('scan.transfer')
  const all = useTranslations('scan')
  const zh = useLocale() === 'zh-CN'
  const { send, say, turns } = useScans()
  const { lines, back } = useTransfer(job)
  const look = useLook()
  const lot = useLot(say)
  const [loads, setLoads] = useState<readonly Tally[]>([])

  const of = (line: Line, list: readonly Tally[]) =>
    list.filter(
      ({ skuCode, batchNo }) =>
        skuCode === line.skuCode && (line.batchNo === null || line.batchNo.toLowerCase() === batchNo?.toLowerCase()),
    )
  const units = (line: Line, list: readonly Tally[]) => of(line, list).reduce((sum, one) => sum + one.quantity, 0)

  async function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    const at = turns.scannedAt
    const goods = await look(text)
    if (goods === undefined) return say(false, all('offline'))
    const own = goods === 'none' ? [] : (lines ?? []).filter((line) => line.skuCode === goods.skuCode)
    if (goods === 'none' || own.length === 0)
      return say(
        false,
        goods === 'none'
          ? all('no.unknown_code')
          : all('no.wrong_item', { sku: goods.skuCode, name: named(goods, zh) }),
      )
    const batch = own.some((line) => line.batchNo !== null)
    const serials = goods.serialMode === 'receipt' ? quantity : 0
    lot.ask(
      { batch, serials },
      ({ batchNo, serials: numbers = [] }) => {
        const { skuCode } = goods
        const more = { skuCode, name: named(goods, zh), quantity, serials: numbers, at, ...(batchNo && { batchNo }) }
        add(more, own)
      },
      text,
    )
  }

  function add(more: Tally, own: readonly Line[]) {
    const next = tallied(loads, more)
    const [line] = own.filter((one) => of(one, [more]).length > 0)
    if (!line) return say(false, all('no.wrong_batch', { turn: '' }))
    const left = line.quantity - units(line, next)
    if (left < 0) return say(false, all('no.too_many', { left: line.quantity - units(line, loads) }))
    setLoads(next)
    if ((lines ?? []).some((one) => units(one, next) < one.quantity))
      return say(true, t('loaded', { sku: more.skuCode, quantity: more.quantity, left }))
    const sent = next.map(({ skuCode, quantity, serials, batchNo }) => ({
      ...{ skuCode, quantity, ...(batchNo && { batchNo }) },
      ...(serials.length > 0 && { serials }),
    }))
    // Refused, it is loaded anew: what lies on the lorry is not what was meant to.
    void send('transfer-send', { transferId: job.paper.id, lines: sent }).then((answer) => answer?.done && back())
    setLoads([])
  }

  const open = (lines ?? []).reduce((sum, line) => sum + line.quantity - units(line, loads), 0)
  return (
    <Desk
      prompt={lot.step ? lot.prompt : t('load', { count: open })}
      onScan={scanned}
      onCommand={lot.none}
      onBack={lot.step ? lot.drop : loads.length > 0 ? () => setLoads([]) : back}
      ready={lines !== null}
      open={loads.length > 0 || lot.step !== null}
    >
      <Steps steps={[job.paper.number, ...lot.steps]} />
      <Amounts
        amounts={(lines ?? []).map((line) => ({
          ...{ key: line.id, code: labelled(line), name: named(line, zh) },
          ...{ text: `${units(line, loads)} / ${line.quantity}`, done: units(line, loads) === line.quantity },
        }))}
      />
    </Desk>
  )
}

/** Every unit that arrives is scanned, and is there from then on. */
function Unload(job: Job) {
  const t = useTranslations('scan.transfer')
  const zh = useLocale() === 'zh-CN'
  const { send, say } = useScans()
  const { lines, read, back } = useTransfer(job)
  const look = useLook()
  const lot = useLot(say)

  async function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    const goods = await look(text)
    const own = typeof goods === 'object' ? (lines ?? []).filter((line) => line.skuCode === goods.skuCode) : []
    const batches = new Set(own.flatMap((line) => line.carried.map((one) => one.batchNo.toLowerCase())))
    const numbered = own.some((line) => line.serialMode === 'receipt')
    return lot.ask(
      { batch: batches.size > 1, serials: numbered ? quantity : 0 },
      async (more) => {
        const answer = await send('transfer-receive', { transferId: job.paper.id, code: text, quantity, ...more })
        if (answer?.done) back()
        else await read()
      },
      text,
    )
  }

  const open = (lines ?? []).reduce((sum, line) => sum + line.inTransit, 0)
  return (
    <Desk
      prompt={lot.step ? lot.prompt : t('unload', { count: open })}
      onScan={scanned}
      onCommand={lot.none}
      onBack={lot.step ? lot.drop : back}
      ready={lines !== null}
      open={lot.step !== null}
    >
      <Steps steps={[job.paper.number, ...lot.steps]} />
      <Amounts
        amounts={(lines ?? []).map((line) => ({
          ...{ key: line.id, code: labelled(line), name: named(line, zh) },
          ...{ text: `${line.received} / ${line.shipped}`, done: line.inTransit === 0 },
        }))}
      />
      <p className="text-base text-muted">{t('unloadHelp')}</p>
    </Desk>
  )
}
