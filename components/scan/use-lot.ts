'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { parseGs1 } from '@/lib/kernel/gs1'

/** What is asked of units after their code: the batch, the day of a batch that comes in, a number for each. */
export type Wants = { batch?: boolean; day?: boolean; serials?: number }
export type Lot = { batchNo?: string; producedOn?: string; expiresOn?: string; serials?: string[] }

type State = { wants: Wants; lot: Lot; batch: boolean; day: boolean; numbers: string[]; done(lot: Lot): unknown }
type Step = 'batch' | 'day' | 'serial'

const stepOf = ({ wants, batch, day, numbers }: State): Step | null => {
  if (wants.batch && !batch) return 'batch'
  if (wants.day && !day) return 'day'
  return numbers.length < (wants.serials ?? 0) ? 'serial' : null
}

/** Asks for what a SKU wants to know of its units, one scan after the other; `*N` says that there is none. */
export function useLot(say: (good: boolean, text: string) => void) {
  const t = useTranslations('scan.lot')
  const [state, setState] = useState<State | null>(null)
  const step = state && stepOf(state)

  /** Answers what comes of it, so that the next scan waits for that. */
  function go(next: State): unknown {
    const over = stepOf(next) === null
    setState(over ? null : next)
    return over ? next.done({ ...next.lot, ...(next.wants.serials && { serials: next.numbers }) }) : undefined
  }

  function take(text: string): unknown {
    if (!state) return undefined
    // Each unit may bear a code that holds its batch and its number.
    const read = parseGs1(text, new Date())
    if (step === 'batch') {
      return go({ ...state, batch: true, lot: { ...state.lot, batchNo: read?.batchNo ?? text } })
    }
    if (step === 'day') {
      const day = dayOf(text)
      return day ? go({ ...state, day: true, lot: { ...state.lot, ...day } }) : say(false, t('badDay'))
    }
    // A label that is read twice is one unit.
    const serial = read?.serial ?? text
    const again = state.numbers.some((number) => number.toLowerCase() === serial.toLowerCase())
    return again ? say(false, t('twice', { serial })) : go({ ...state, numbers: [...state.numbers, serial] })
  }

  return {
    step,
    prompt: step === null ? '' : t(step, { left: (state?.wants.serials ?? 0) - (state?.numbers.length ?? 0) }),
    steps: [state?.lot.batchNo, ...(state?.numbers ?? [])],
    /** `text`: the code of the goods, which may tell some of it already. */
    ask: (wants: Wants, done: (lot: Lot) => unknown, text = ''): unknown => go(begun(wants, done, text)),
    take,
    /** `*N`; answers whether that was meant. */
    none(command: string): boolean {
      if (!state || command !== 'N' || step === 'serial' || step === null) return false
      go(step === 'batch' ? { ...state, batch: true, day: true } : { ...state, day: true })
      return true
    },
    drop: () => setState(null),
  }
}

/** With what a GS1 code has told. */
function begun(wants: Wants, done: State['done'], text: string): State {
  const read = parseGs1(text, new Date())
  const { batchNo, producedOn, expiresOn, serial } = read ?? {}
  const days = wants.day ? { ...(producedOn && { producedOn }), ...(expiresOn && { expiresOn }) } : {}
  return {
    ...{ wants, done, lot: { ...days, ...(wants.batch && batchNo && { batchNo }) } },
    ...{ batch: batchNo !== undefined, day: producedOn !== undefined || expiresOn !== undefined },
    numbers: wants.serials && serial ? [serial] : [],
  }
}

/** 20271130 or 2027-11-30 is the last day; with a P before it, the day it was made. */
function dayOf(text: string): Pick<Lot, 'producedOn' | 'expiresOn'> | undefined {
  const [, made, year, month, date] = /^(p?)(\d{4})-?(\d{2})-?(\d{2})$/i.exec(text) ?? []
  const day = `${year}-${month}-${date}`
  if (year === undefined || Number.isNaN(Date.parse(day))) return undefined
  return made ? { producedOn: day } : { expiresOn: day }
}
