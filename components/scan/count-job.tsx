'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
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

/** Bin after bin: its label, then every unit in it, or `*24` and one of them; its label once more, and all of it is counted. */
function Count({ paper, back }: { paper: Paper; back(): void }) {
  const t = useTranslations('scan.count')
  const all = useTranslations('scan')
  const zh = useLocale() === 'zh-CN'
  const { send, say, turns } = useScans()
  const look = useLook()
  const lot = useLot(say)
  const [bin, setBin] = useState<string | null>(null)
  const [due, setDue] = useState<readonly StocktakeLineView[]>([])
  const [counted, setCounted] = useState<readonly Tally[]>([])
  const [again, setAgain] = useState<readonly string[]>([])

  async function open(code: string) {
    const bins = await ask<{ items: { code: string }[]; nextCursor: string | null }>('bins', { q: code, limit: 200 })
    if (bins.ok && bins.value.nextCursor === null && !bins.value.items.some((one) => one.code === code))
      return say(false, all('no.unknown_bin'))
    const filter = { stocktakeId: paper.id, binCode: code, due: '1', limit: 200 }
    const lines = await ask<{ items: StocktakeLineView[] }>('stocktake-lines', filter)
    setDue(lines.ok ? lines.value.items : [])
    setBin(code)
    say(true, code)
  }

  /** All of a bin is counted at once: what was scanned, and with `*Z` nothing of what else is on the sheet. */
  function close(tallies: readonly Tally[]) {
    for (const { skuCode, batchNo, quantity, at } of tallies) {
      const place = `${bin} · ${skuCode}`
      const count = { stocktakeId: paper.id, binCode: bin, code: skuCode, quantity, ...(batchNo && { batchNo }) }
      void send('count', count, at).then((answer) => {
        const twice = answer?.verdict === 'ok' && !answer.done
        setAgain((before) => [...before.filter((one) => one !== place), ...(twice ? [place] : [])])
      })
    }
    setCounted([])
    setBin(null)
  }

  async function scanned(text: string, quantity: number) {
    if (lot.step) return lot.take(text)
    const code = text.normalize('NFKC').toUpperCase()
    if (bin === null) return open(code)
    if (code === bin) return close(counted)
    const at = turns.scannedAt
    const goods = await look(text)
    if (goods === 'none') return say(false, all('no.unknown_code'))
    const skuCode = goods?.skuCode ?? text
    const name = goods ? (zh ? goods.name : goods.nameEn || goods.name) : ''
    lot.ask(
      { batch: goods?.batchTracked ?? false },
      (more) => {
        const one = { skuCode, name, quantity, serials: [], at, ...(more.batchNo && { batchNo: more.batchNo }) }
        setCounted((before) => tallied(before, one))
        say(true, t('plus', { sku: skuCode, quantity }))
      },
      text,
    )
  }

  const isCounted = (line: StocktakeLineView) =>
    counted.some(({ skuCode, batchNo }) => skuCode === line.skuCode && (batchNo ?? null) === line.batchNo)
  const rest = bin === null ? [] : due.filter((line) => !isCounted(line))

  function command(text: string) {
    if (lot.none(text)) return
    const at = turns.scannedAt
    if (text === 'Z' && bin !== null) {
      const gone = rest.map(({ skuCode, batchNo }) => ({
        ...{ skuCode, name: '', quantity: 0, serials: [], at },
        ...(batchNo !== null && { batchNo }),
      }))
      return close([...counted, ...gone])
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

  const labelled = (line: { skuCode: string; batchNo?: string | null }) =>
    line.batchNo ? `${line.skuCode} · ${line.batchNo}` : line.skuCode
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
