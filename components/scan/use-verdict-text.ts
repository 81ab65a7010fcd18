'use client'

import { useLocale, useTranslations } from 'next-intl'
import { carriers } from '@/lib/kernel/carriers'
import type { ScanAnswer } from '@/lib/modules/warehouse/schema'

/** The station's answer in one sentence. */
export function useVerdictText(): (answer: ScanAnswer) => string {
  const t = useTranslations('scan')
  const holds = useTranslations('orders.hold')
  const zh = useLocale() === 'zh-CN'
  return (answer) => {
    const { code, sku, parcel, left, weight, binCode, quantity, places, operation, done } = answer
    const name = sku ? (zh ? sku.name : sku.nameEn || sku.name) : ''
    const values = {
      ...{ sku: sku?.code ?? '', name, parcel: parcel?.number ?? '', left: left ?? 0, quantity, bin: binCode ?? '' },
      ...{ weight: weight?.weightG ?? 0, expected: weight?.expectedG ?? 0, tolerance: weight?.toleranceG ?? 0 },
      ...{ batch: answer.batch?.batchNo ?? '', serial: answer.serial ?? '', carton: answer.carton?.code ?? '' },
      ...{ label: answer.label?.trackingNo ?? '', labelParcel: answer.label?.parcel ?? 'none' },
      document: answer.document ?? '',
      carrier: carrierName(answer.label?.carrierCode, zh),
      turn: answer.batch ? t('turn', { batch: answer.batch.batchNo }) : '',
      slots: places.map((p) => `${p.slot} × ${p.quantity}`).join(' · '),
    }
    if (code === 'blocked') {
      const reason = parcel?.blockReason ?? ''
      return t('no.blocked', { ...values, reason: holds.has(reason) ? holds(reason) : t('blockedByHand') })
    }
    if (code) return t(`no.${code}`, values)
    if (operation === 'count' && !done) return t('yes.countAgain', values)
    if (operation === 'check' && done) return t('yes.packed', values)
    if (operation === 'weigh' && weight?.expectedG === null) return t('yes.weighUnknown', values)
    if (operation === 'short') {
      const bins = answer.bins.map((b) => `${b.binCode} × ${b.quantity}`).join(' · ')
      const waiting = answer.waiting.join(' · ')
      const sent = answer.sent.map((s) => `${s.parcel} → ${s.warehouseCode}`).join(' · ')
      return [
        t('yes.short', values),
        sent && t('yes.sent', { sent }),
        bins && t('yes.elsewhere', { bins }),
        waiting && t('yes.waiting', { waiting }),
      ]
        .filter(Boolean)
        .join(' ')
    }
    const batch = answer.batch && operation !== 'receive' ? ` ${t('yes.batch', values)}` : ''
    return `${t(`yes.${operation}`, values)}${batch}`
  }
}

function carrierName(code: string | null | undefined, zh: boolean): string {
  const found = carriers.find(([known]) => known === code)
  return found ? (zh ? found[1] : found[2]) : 'none'
}
