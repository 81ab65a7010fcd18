'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useMemo, useState, useTransition } from 'react'
import { fieldId } from '@/components/form/use-action-form'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { type AdjustDraft, checked, inputOf, type LineDraft, type SkuChoice, type Wrong } from './adjust-draft'
import { type Done, findPlaces, type Place, type StockActions } from './stock-lookup'

const most = 20
const lotFields = ['batchNo', 'producedOn', 'expiresOn', 'serials'] as const
const none: ReadonlyMap<string, Place> = new Map()

/** One adjustment as it is being written: its lines, what stands in the warehouse now, what is wrong and where, and the way to book it. */
export function useAdjustForm(actions: StockActions, start: AdjustDraft) {
  const t = useTranslations('stock')
  const lots = useTranslations('batches.field')
  const { refusalText, fieldText } = useRefusalText()
  const [draft, setDraft] = useState(start)
  const [places, setPlaces] = useState(none)
  const [wrong, setWrong] = useState<Wrong[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [done, setDone] = useState<{ adjustment: Done; warehouseCode: string } | null>(null)
  const [pending, run] = useTransition()
  const { warehouseCode, lines } = draft
  const unread = useMemo(
    () =>
      lines
        .filter((line) => !places.has(line.code))
        .map((line) => line.code)
        .join('\n'),
    [lines, places],
  )

  const read = useEffectEvent(async (warehouse: string, codes: string[], still: () => boolean) => {
    const found = await findPlaces(actions, warehouse, codes)
    if (still()) setPlaces((before) => new Map([...before, ...found]))
  })
  useEffect(() => {
    if (!warehouseCode || unread === '') return
    let current = true
    void read(warehouseCode, unread.split('\n'), () => current)
    return () => {
      current = false
    }
  }, [warehouseCode, unread])

  /** An error speaks of a line by its place: when lines come or go, it would point at another. */
  function setLines(change: (before: LineDraft[]) => LineDraft[]) {
    setWrong((before) => before.filter(({ path }) => !path.startsWith('lines')))
    setDraft((before) => ({ ...before, lines: change(before.lines) }))
  }

  function set(change: Partial<Omit<AdjustDraft, 'lines'>>) {
    if (change.warehouseCode !== undefined) setPlaces(none)
    setWrong((before) => before.filter(({ path }) => !(path in change)))
    setDraft((before) => ({ ...before, ...change }))
  }

  function setLine(index: number, change: Partial<Pick<LineDraft, 'quantity' | 'unitCost' | 'lots'>>) {
    setWrong((before) => before.filter(({ path }) => !path.startsWith(`lines.${index}.`)))
    setDraft((before) => ({
      ...before,
      lines: before.lines.map((line, i) => (i === index ? { ...line, ...change } : line)),
    }))
  }

  async function submit() {
    setRefusal(null)
    setDone(null)
    const result = checked(inputOf(draft))
    if ('wrong' in result) {
      setWrong(result.wrong)
      return
    }
    setWrong([])
    run(async () => {
      const answer = await actions.adjust(result.input)
      if (answer.ok) {
        setDone({ adjustment: answer.value, warehouseCode: result.input.warehouseCode })
        setPlaces(none)
        setDraft((before) => ({ ...before, reason: '', lines: [] }))
        return
      }
      // A number that is wrong is told at the field of them all.
      const errors = (answer.refusal.errors ?? []).map(({ path, code }) => ({
        code,
        path: path.replace(/\.serials\.\d+$/, '.serials'),
      }))
      setWrong(errors)
      if (errors.length === 0 || errors.some(({ path }) => placeOf(path) === null)) {
        setRefusal(refusalText(answer.refusal))
      }
      // Somebody else may have moved stock meanwhile: what is shown beside the lines is read again.
      setPlaces(none)
    })
  }

  /** The control an error belongs to, and what it is called in the summary. */
  function placeOf(path: string): { id: string; label: string } | null {
    if (path === 'warehouseCode') return { id: fieldId(path), label: t('warehouse') }
    if (path === 'reason') return { id: fieldId(path), label: t('adjust.reason') }
    if (path === 'lines') return { id: fieldId('add'), label: t('adjust.lines') }
    const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? []
    const line = lines[Number(index)]
    if (!line) return null
    const lot = lotFields.find((one) => one === field)
    if (lot) return { id: fieldId(`lines.${index}.${lot}`), label: `${line.code} · ${lots(lot)}` }
    const name = field === 'unitCost' ? 'unitCost' : 'quantity'
    return { id: fieldId(`lines.${index}.${name}`), label: `${line.code} · ${t(`adjust.${name}`)}` }
  }

  function wordsFor({ path, code }: Wrong): string {
    if (path === 'lines') return t('adjust.noLines')
    if (path === 'reason' || path === 'warehouseCode') return fieldText(code, draft[path] ?? '')
    return fieldText(code)
  }

  /** The words at a field, or null when it is right. */
  function errorAt(path: string): string | null {
    const found = wrong.find((one) => one.path === path)
    return found ? wordsFor(found) : null
  }

  const lotErrors = new Map<number, Map<string, string>>()
  for (const { path, code } of wrong) {
    const [, index = '', field = ''] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? []
    if (!lotFields.some((one) => one === field)) continue
    const own = lotErrors.get(Number(index)) ?? new Map<string, string>()
    lotErrors.set(Number(index), own.set(path, fieldText(code)))
  }

  const placed = wrong.flatMap((one) => {
    const place = placeOf(one.path)
    return place ? [{ ...place, text: wordsFor(one) }] : []
  })
  const errors = placed.slice(0, most)
  const more = placed.length > most ? t('adjust.more', { count: placed.length - most }) : null

  return {
    draft,
    places,
    done,
    pending,
    set,
    setLine,
    errorAt,
    lotErrorsAt: (index: number) => lotErrors.get(index) ?? null,
    addLines: (added: readonly LineDraft[]) => setLines((before) => [...before, ...added]),
    removeLine: (index: number) => setLines((before) => before.filter((_, i) => i !== index)),
    // Of a SKU in batches there may be a line for each.
    has: (sku: SkuChoice) => (sku.batchTracked ? -1 : lines.findIndex((line) => line.code === sku.code)),
    dismiss: () => setDone(null),
    state: { submit, refusal: refusal ?? more, errors },
  }
}

export type AdjustForm = ReturnType<typeof useAdjustForm>
