'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Amounts } from '@/components/scan/amounts'
import { ask } from '@/components/scan/ask'
import { isAnswered, readDue, restOf, withNothing } from '@/components/scan/count-sheet'
import { Desk } from '@/components/scan/desk'
import { type Paper, PaperChoice } from '@/components/scan/paper-choice'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { type Tally, tallied } from '@/components/scan/tally'
import { ownId } from '@/components/scan/turns'
import { useLook } from '@/components/scan/use-goods'
import { useLot } from '@/components/scan/use-lot'
import { usePlace } from '@/components/scan/use-place'
import type { StocktakeItem, StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'

export function CountJob() {
  const t = useTranslations('scan.count')
  const kinds = useTranslations('scan.countKind')
  const [paper, setPaper] = usePlace<Paper | null>('stocktake', null)
  if (paper) return <Count paper={paper} back={() => setPaper(null)} />
  return (
    <PaperChoice<StocktakeItem>
      prompt={t('paper')}
      question="stocktakes"
      input={{ state: 'counting' }}
      none={t('none')}
      unknown={t('unknown')}
      about={({ kind, zoneCode, abcClass, lines }) =>
        `${kinds(kind)} ${zoneCode ?? abcClass ?? ''} · ${t('lines', { count: lines })}`
      }
      choose={setPaper}
    />
  )
}

const labelled = ({ skuCode, batchNo }: { skuCode: string; batchNo?: string | null }) =>
  batchNo ? `${skuCode} · ${batchNo}` : skuCode

/** Bin after bin: its label, then every unit in it, or `*24` and one of them; its label once more, and all of it is counted. */
function Count({ paper, back }: { paper: Paper; back(): void }) {
  const t = useTranslations('scan.count')
  const all = useTranslations('scan')
  const zh = useLocale() === 'zh-CN'
  const { send, say, turns } = useScans()
  const look = useLook()
  const lot = useLot(say)
  const [bin, setBin] = useState<string | null>(null)
  // null: what is on the sheet is not known.
  const [due, setDue] = useState<readonly StocktakeLineView[] | null>(null)
  const [counted, setCounted] = useState<readonly Tally[]>([])
  const [again, setAgain] = useState<readonly string[]>([])
  const sent = useRef<readonly { bin: string; answer: Promise<unknown> }[]>([])

  /** A sheet that does not know yet what was counted in this bin would ask for it once more. */
  async function dueIn(code: string) {
    const before = sent.current.filter((one) => one.bin === code).map((one) => one.answer)
    return (await isAnswered(before)) ? readDue(paper.id, code) : null
  }

  async function open(code: string) {
    const bins = await ask<{ items: { code: string }[]; nextCursor: string | null }>('bins', { q: code, limit: 200 })
    if (bins.ok && bins.value.nextCursor === null && !bins.value.items.some((one) => one.code === code))
      return say(false, all('no.unknown_bin'))
    const lines = await dueIn(code)
    setDue(lines)
    setBin(code)
    say(lines !== null, lines === null ? t('sheetUnknown', { bin: code }) : code)
  }

  /** All of a bin is counted at once: what was scanned, and with `*Z` nothing of what else is on the sheet. */
  function close(code: string, tallies: readonly Tally[]) {
    const closing = turns.scanId ?? ownId()
    for (const one of tallies) {
      const { skuCode, batchNo, quantity, at } = one
      const place = `${code} · ${labelled(one)}`
      const count = { stocktakeId: paper.id, binCode: code, code: skuCode, quantity, closing }
      const answer = send('count', { ...count, ...(batchNo !== undefined && { batchNo }) }, at)
      sent.current = [...sent.current, { bin: code, answer }]
      void answer.then((told) => {
        const twice = told?.verdict === 'ok' && !told.done
        setAgain((before) => [...before.filter((other) => other !== place), ...(twice ? [place] : [])])
        sent.current = sent.current.filter((other) => other.answer !== answer)
      })
    }
    setCounted([])
    setBin(null)
  }

  async function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    const code = text.normalize('NFKC').toUpperCase()
    if (bin === null) return open(code)
    if (code === bin) return close(bin, counted)
    const at = turns.scannedAt
    const goods = await look(text)
    // By its code alone it could be the same goods twice, and the second count would stand for both.
    if (goods === undefined) return say(false, all('offline'))
    if (goods === 'none') return say(false, all('no.unknown_code'))
    const { skuCode, batchTracked } = goods
    const name = zh ? goods.name : goods.nameEn || goods.name
    lot.ask(
      { batch: batchTracked },
      ({ batchNo = '' }) => {
        const one = { skuCode, name, quantity, serials: [], at, ...(batchTracked && { batchNo }) }
        setCounted((before) => tallied(before, one))
        say(true, t('plus', { sku: skuCode, quantity }))
      },
      text,
    )
  }

  const rest = bin === null ? [] : restOf(due ?? [], counted)

  async function command(text: string) {
    if (lot.none(text)) return
    const at = turns.scannedAt
    if (text === 'Z' && bin !== null) {
      const lines = due ?? (await dueIn(bin))
      if (lines === null) return say(false, t('sheetUnknown', { bin }))
      return close(bin, withNothing(counted, lines, at))
    }
    if (text === 'X' && counted.length > 0) {
      say(true, t('taken', { sku: counted.at(-1)?.skuCode ?? '' }))
      return setCounted(counted.slice(0, -1))
    }
    say(false, all('pick.noCommand'))
  }

  function leave() {
    setCounted([])
    setBin(null)
  }

  return (
    <Desk
      prompt={lot.step ? lot.prompt : bin === null ? t('bin') : t('item', { bin })}
      onScan={scanned}
      onCommand={command}
      onBack={lot.step ? lot.drop : bin === null ? back : leave}
      open={bin !== null || lot.step !== null}
    >
      <Steps steps={[paper.number, bin]} />
      <Amounts
        amounts={[...counted].reverse().map((one) => ({
          ...{ key: labelled(one), code: labelled(one), name: one.name, text: one.quantity.toString(), done: true },
        }))}
      />
      <Amounts
        title={t('rest')}
        amounts={rest.map((line) => ({
          ...{ key: line.id, code: labelled(line), name: (!zh && line.nameEn) || line.name, text: '–' },
          ...(line.state === 'again' && { warning: t('again') }),
        }))}
      />
      {bin === null ? null : <p className="text-base text-muted">{t('help')}</p>}
      {again.length > 0 ? (
        <p role="status" className="text-xl text-danger-text">
          {t('twice', { places: again.join(zh ? '、' : ', ') })}
        </p>
      ) : null}
    </Desk>
  )
}
