'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ask } from '@/components/scan/ask'
import { printFile } from '@/components/scan/print-file'
import { useScans } from '@/components/scan/scan-shell'
import type { CarrierCode } from '@/lib/kernel/carriers'
import type { PrintAnswer } from '@/lib/modules/prints/schema'
import { reprintReasons } from '@/lib/modules/prints/states'

/** `parcel`: what was scanned of it. */
type Wanted = { parcel: string; carrierCode?: CarrierCode | undefined }

/** `*L` at a station prints the parcel's label; one that was printed before asks why, and a digit says it. */
export function useLabel() {
  const t = useTranslations('scan.printing')
  const refusals = useTranslations('prints.refused')
  const reasons = useTranslations('prints.reason')
  const { say } = useScans()
  const { refusalText } = useRefusalText()
  const [again, setAgain] = useState<Wanted | null>(null)

  async function print(wanted: Wanted, reprint?: string) {
    const outcome = await ask<PrintAnswer>('label', { ...wanted, ...(reprint && { reprint }) })
    setAgain(null)
    if (!outcome.ok) return say(false, refusalText(outcome.refusal))
    const [refused] = outcome.value.refused
    if (refused?.code === 'reprint') {
      setAgain(wanted)
      return say(false, refusals('reprint', { characters: '' }))
    }
    if (refused || !outcome.value.printId)
      return say(false, refusals(refused?.code ?? 'not_found', { characters: refused?.characters.join(' ') ?? '' }))
    printFile(`/scan/print/file/${outcome.value.printId}`)
    const [paper] = outcome.value.printed
    say(true, t('done', { parcel: paper?.reference ?? '', tracking: paper?.trackingNo ?? '' }))
  }

  return {
    /** Asking why: the next scan is the answer. */
    asking: again !== null,
    prompt: t('again', {
      reasons: reprintReasons.map((reason, i) => `${i + 1} ${reasons(reason)}`).join(' · '),
    }),
    print: (parcel: string, carrierCode?: CarrierCode) => print({ parcel, carrierCode }),
    take(text: string) {
      const reason = reprintReasons[Number(text) - 1]
      if (again === null) return
      return reason ? print(again, reason) : say(false, t('badReason'))
    },
    drop: () => setAgain(null),
  }
}
