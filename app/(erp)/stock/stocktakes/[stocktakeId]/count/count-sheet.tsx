'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { BatchTag } from '@/components/batches/batch-tag'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { RefusedCounts } from './refused-counts'
import { useCountQueue } from './use-count-queue'

const quantityOf = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null)

type Props = { person: string; stocktakeId: string; lines: readonly StocktakeLineView[] }

/** One number and Enter for each line; also without a connection. */
export function CountSheet({ person, stocktakeId, lines }: Props) {
  const t = useTranslations('stocktakes.counting')
  const locale = useLocale()
  const router = useRouter()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [states, setStates] = useState<Readonly<Record<string, StocktakeLineView['state']>>>({})
  const [found, setFound] = useState({ skuCode: '', binCode: '', batchNo: '', quantity: '' })
  const { push, waiting, signedOut, refused, retry, remove } = useCountQueue(person, stocktakeId, (saved) => {
    setStates((before) => ({ ...before, ...Object.fromEntries(saved.map((line) => [line.id, line.state])) }))
    // What was found beside the sheet has no row that would say so.
    if (saved.some(({ id }) => lines.every((line) => line.id !== id))) toast.success(t('saved'))
    // What differs is counted again from an empty field.
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(saved.filter((line) => line.state === 'again').map((line) => [line.id, ''])),
    }))
  })

  function save(event: FormEvent<HTMLFormElement>, lineId: string) {
    event.preventDefault()
    const counted = quantityOf(typed[lineId] ?? '')
    if (counted === null) return
    if (!push({ lineId, counted })) return
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input[data-count]')]
    const at = inputs.findIndex((input) => input.dataset.count === lineId)
    inputs[at + 1]?.focus()
  }

  function saveFound(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const counted = quantityOf(found.quantity)
    if (counted === null || !found.skuCode.trim() || !found.binCode.trim()) return
    const { skuCode, binCode, batchNo } = found
    if (!push({ skuCode, binCode, ...(batchNo.trim() && { batchNo }), counted })) return
    setFound({ skuCode: '', binCode, batchNo: '', quantity: '' })
  }

  const allDone = lines.every((line) => states[line.id] === 'done')
  const part = (name: keyof typeof found, label: string) => (
    <label htmlFor={`found-${name}`} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      {label}
      <Input
        id={`found-${name}`}
        value={found[name]}
        autoComplete="off"
        inputMode={name === 'quantity' ? 'numeric' : 'text'}
        className={name === 'quantity' ? 'text-right tabular-nums' : 'font-mono'}
        onChange={(event) => setFound((before) => ({ ...before, [name]: event.target.value }))}
      />
    </label>
  )
  return (
    <>
      {waiting > 0 ? <AlertBox kind="waiting" title={t('waiting', { count: waiting })} /> : null}
      {signedOut ? (
        <AlertBox kind="danger" title={t('signedOut')}>
          <a href={`/stock/stocktakes/${stocktakeId}/count`} className="underline">
            {t('signInAgain')}
          </a>
        </AlertBox>
      ) : null}
      <RefusedCounts counts={refused} lines={lines} retry={retry} remove={remove} />
      <Card>
        <ul>
          {lines.map((line) => {
            const state = states[line.id] ?? line.state
            return (
              <li key={line.id} className="border-b border-line-soft py-2.5 last:border-0">
                <form onSubmit={(event) => save(event, line.id)} className="flex items-center gap-3">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-mono text-sm">
                      <span className="font-semibold">{line.binCode}</span> · {line.skuCode}
                    </span>
                    <span className="block truncate text-xs text-muted">
                      {(locale === 'en' && line.nameEn) || line.name}
                      {line.book === null ? '' : ` · ${t('book', { count: line.book })}`}
                    </span>
                    {line.batchNo === null ? null : <BatchTag batchNo={line.batchNo} expiresOn={line.expiresOn} />}
                    <span
                      role="status"
                      className={state === 'again' ? 'text-xs text-danger-text' : 'text-xs text-green-text'}
                    >
                      {state === 'again' ? t('again') : state === 'done' ? t('saved') : ''}
                    </span>
                  </span>
                  <Input
                    data-count={line.id}
                    aria-label={`${t('quantity')} ${line.binCode} ${line.skuCode}`}
                    value={typed[line.id] ?? ''}
                    inputMode="numeric"
                    autoComplete="off"
                    className="h-11 w-24 text-right text-lg tabular-nums"
                    onFocus={(event) => event.target.select()}
                    onChange={(event) => setTyped((before) => ({ ...before, [line.id]: event.target.value }))}
                  />
                  <Button type="submit">{t('next')}</Button>
                </form>
              </li>
            )
          })}
        </ul>
        {allDone ? <p className="py-2 text-sm text-muted">{t('done')}</p> : null}
      </Card>
      <Card title={t('found')}>
        <form onSubmit={saveFound} className="grid grid-cols-2 items-end gap-3 md:grid-cols-5">
          {part('skuCode', t('sku'))}
          {part('binCode', t('bin'))}
          {part('batchNo', t('batch'))}
          {part('quantity', t('quantity'))}
          <Button type="submit">{t('add')}</Button>
        </form>
      </Card>
      <div className="flex justify-end gap-2">
        <ButtonLink href={`/stock/stocktakes/${stocktakeId}`}>{t('back')}</ButtonLink>
        <Button variant="primary" onClick={() => router.refresh()}>
          {t('more')}
        </Button>
      </div>
    </>
  )
}
