'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useAction } from '@/components/form/use-action'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Dialog } from '@/components/ui/dialog'
import { RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toast'
import { stocktakeStates } from '@/lib/modules/inventory/states'
import type { StocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import {
  cancelStocktakeAction,
  postStocktakeAction,
  recountStocktakeAction,
  reviewStocktakeAction,
  startStocktakeAction,
  submitStocktakeAction,
} from '../../actions'

type Right = 'start' | 'count' | 'submit' | 'recount' | 'leave-out' | 'review' | 'post' | 'cancel'
type Refused = { path: string; code: string }[]

/** What may be done with a stocktake in its state; a refused posting tells every line at once. */
export function StocktakeActions({ stocktake, rights }: { stocktake: StocktakeView; rights: readonly Right[] }) {
  const t = useTranslations('stocktakes')
  const router = useRouter()
  const { refusalText, fieldText } = useRefusalText()
  const [asking, setAsking] = useState<'submit' | 'post' | 'cancel' | null>(null)
  const [uncounted, setUncounted] = useState<'leave_out' | 'zero'>('leave_out')
  const [refused, setRefused] = useState<Refused>([])
  const [posting, startPosting] = useTransition()
  const { id: stocktakeId, version, number, state, open, figures } = stocktake
  const done = (text: string) => {
    setAsking(null)
    toast.success(text)
    router.refresh()
  }
  const starting = useAction(startStocktakeAction, ({ lines }) => done(t('started', { count: lines })))
  const submitting = useAction(submitStocktakeAction, () => done(t('submitted')))
  const recounting = useAction(recountStocktakeAction, () => done(t('recounted')))
  const reviewing = useAction(reviewStocktakeAction, () => done(t('reviewed')))
  const cancelling = useAction(cancelStocktakeAction, () => done(t('cancelled')))
  const post = () =>
    startPosting(async () => {
      const result = await postStocktakeAction({ stocktakeId, version })
      setAsking(null)
      if (result.ok) {
        const lost = result.value.brokenOrders.length
        return done(lost > 0 ? `${t('posted')} · ${t('broken', { count: lost })}` : t('posted'))
      }
      const lines = (result.refusal.errors ?? []).filter((error) => error.path.startsWith('lines.'))
      if (lines.length > 0) setRefused(lines)
      else toast.error(refusalText(result.refusal))
    })
  const may = (right: Right) => rights.includes(right)
  const looked = state === 'review' || state === 'approved'
  return (
    <>
      {may('cancel') && stocktakeStates.can(state, 'cancelled') ? (
        <Button variant="quietDanger" onClick={() => setAsking('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      {may('start') && state === 'draft' ? (
        <Button variant="primary" pending={starting.pending} onClick={() => starting.run({ stocktakeId })}>
          {t('start')}
        </Button>
      ) : null}
      {may('submit') && state === 'counting' ? (
        <Button onClick={() => setAsking('submit')}>{t('submit')}</Button>
      ) : null}
      {may('count') && state === 'counting' ? (
        <ButtonLink variant="primary" href={`/stock/stocktakes/${stocktakeId}/count`}>
          {t('count')}
        </ButtonLink>
      ) : null}
      {may('recount') && looked && (figures?.differing ?? 0) > 0 ? (
        <Button pending={recounting.pending} onClick={() => recounting.run({ stocktakeId, version })}>
          {t('recount')}
        </Button>
      ) : null}
      {may('review') && state === 'review' ? (
        <Button pending={reviewing.pending} onClick={() => reviewing.run({ stocktakeId, version })}>
          {t('review')}
        </Button>
      ) : null}
      {may('post') && looked ? (
        <Button variant="primary" onClick={() => setAsking('post')}>
          {t('post')}
        </Button>
      ) : null}
      {asking === 'cancel' ? (
        <ConfirmDialog
          title={t('cancelTitle', { number })}
          text={t('cancelText')}
          confirm={t('cancel')}
          pending={cancelling.pending}
          onConfirm={() => cancelling.run({ stocktakeId, version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
      <Dialog
        size="sm"
        open={asking === 'submit'}
        onOpenChange={(shown) => setAsking(shown ? 'submit' : null)}
        title={t('submitTitle')}
        description={t('submitText', { open })}
        footer={
          <Button
            variant="primary"
            pending={submitting.pending}
            onClick={() => submitting.run({ stocktakeId, version, uncounted: open > 0 ? uncounted : 'refuse' })}
          >
            {t('submit')}
          </Button>
        }
      >
        {open > 0 ? (
          <RadioGroup
            aria-label={t('uncounted')}
            value={uncounted}
            onValueChange={(value) => setUncounted(value === 'zero' ? 'zero' : 'leave_out')}
            options={(['leave_out', 'zero'] as const).map((value) => ({ value, label: t(`uncountedKinds.${value}`) }))}
          />
        ) : null}
      </Dialog>
      <Dialog
        size="sm"
        open={asking === 'post'}
        onOpenChange={(shown) => setAsking(shown ? 'post' : null)}
        title={t('postTitle', { number })}
        description={t('postText', { count: figures?.differing ?? 0 })}
        footer={
          <Button variant="primary" pending={posting} onClick={post}>
            {t('post')}
          </Button>
        }
      />
      <Dialog
        open={refused.length > 0}
        onOpenChange={(shown) => shown || setRefused([])}
        title={t('refused', { count: refused.length })}
      >
        <ul className="flex flex-col gap-1 text-sm">
          {refused.map(({ path, code }) => (
            <li key={`${path} ${code}`}>
              <span className="font-medium">{t('refusedLine', { line: path.slice('lines.'.length) })}</span>{' '}
              {fieldText(code)}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
