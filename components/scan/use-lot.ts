'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

/** What is asked of units after their code: the batch, the day of a batch that comes in, a number for each. */
export type Wants = { batch?: boolean; day?: boolean; serials?: number }
export type Lot = { batchNo?: string; producedOn?: string; expiresOn?: string; serials?: string[] }

type State = { wants: Wants; lot: Lot; batch: boolean; day: boolean; numbers: string[]; done(lot: Lot): void }
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

  function go(next: State): void {
    const over = stepOf(next) === null
    setState(over ? null : next)
    if (over) next.done({ ...next.lot, ...(next.wants.serials && { serials: next.numbers }) })
  }

  function take(text: string): void {
    if (!state) return
    if (step === 'batch') {
      go({ ...state, batch: true, lot: { ...state.lot, batchNo: text } })
      return
    }
    if (step === 'day') {
      const day = dayOf(text)
      if (day) go({ ...state, day: true, lot: { ...state.lot, ...day } })
      else say(false, t('badDay'))
      return
    }
    // A label that is read twice is one unit.
    const again = state.numbers.some((number) => number.toLowerCase() === text.toLowerCase())
    if (again) say(false, t('twice', { serial: text }))
    else go({ ...state, numbers: [...state.numbers, text] })
  }

  return {
    step,
    prompt: step === null ? '' : t(step, { left: (state?.wants.serials ?? 0) - (state?.numbers.length ?? 0) }),
    steps: [state?.lot.batchNo, ...(state?.numbers ?? [])],
    ask: (wants: Wants, done: (lot: Lot) => void) =>
      go({ wants, lot: {}, batch: false, day: false, numbers: [], done }),
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

/** 20271130 or 2027-11-30 is the last day; with a P before it, the day it was made. */
function dayOf(text: string): Pick<Lot, 'producedOn' | 'expiresOn'> | undefined {
  const [, made, year, month, date] = /^(p?)(\d{4})-?(\d{2})-?(\d{2})$/i.exec(text) ?? []
  const day = `${year}-${month}-${date}`
  if (year === undefined || Number.isNaN(Date.parse(day))) return undefined
  return made ? { producedOn: day } : { expiresOn: day }
}
