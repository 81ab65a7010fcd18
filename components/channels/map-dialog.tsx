'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { type ListingsMapped, type MappedLine, mostMappings } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { type Pair, readPairs } from './read-pairs'

type Props = {
  shops: readonly { id: string; name: string }[]
  shopId: string
  map: (input: object) => Promise<Outcome<ListingsMapped>>
  onDone: () => void
  onClose: () => void
}

type Left = { row: number; raw: string; why: Exclude<MappedLine['outcome'], 'mapped' | 'unchanged'> | 'unreadable' }

type Unplaced = Omit<Left, 'row'>

const numbered = (rows: readonly Unplaced[]) => rows.map((row, i): Left => ({ ...row, row: i + 1 }))

/** Many listings of a shop at once: what is clear is mapped, the other lines stay in the field, each with its reason. */
export function MapDialog({ shops, shopId: first, map, onDone, onClose }: Props) {
  const t = useTranslations('listings.many')
  const common = useTranslations('common.actions')
  const { refusalText } = useRefusalText()
  const [shopId, setShopId] = useState(first)
  const [text, setText] = useState('')
  const [left, setLeft] = useState<Left[]>([])
  const [pending, start] = useTransition()

  function submit() {
    const pairs = readPairs(text)
    const whole = (pair: Pair) => pair.listing !== '' && pair.skuCode !== ''
    const readable = pairs.filter(whole)
    if (readable.length > mostMappings) return toast.error(t('tooMany', { most: mostMappings }))
    const unreadable = pairs.filter((pair) => !whole(pair)).map(({ raw }): Unplaced => ({ raw, why: 'unreadable' }))
    if (readable.length === 0) return setLeft(numbered(unreadable))
    start(async () => {
      const lines = readable.map(({ listing, variationId, skuCode }) => ({
        listing,
        skuCode,
        ...(variationId && { variationId }),
      }))
      const said = await map({ shopId, lines })
      if (!said.ok) {
        toast.error(refusalText(said.refusal))
        return
      }
      const refused = said.value.results.flatMap(({ line, outcome }): Unplaced[] =>
        outcome === 'mapped' || outcome === 'unchanged' ? [] : [{ raw: readable[line - 1]?.raw ?? '', why: outcome }],
      )
      if (said.value.mapped > 0) toast.success(t('mapped', { count: said.value.mapped }))
      onDone()
      const all = [...refused, ...unreadable]
      if (all.length === 0) return onClose()
      setLeft(numbered(all))
      setText(all.map(({ raw }) => raw).join('\n'))
    })
  }

  return (
    <Dialog
      open
      size="lg"
      title={t('title')}
      description={t('text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} disabled={text.trim() === '' || shopId === ''} onClick={submit}>
            {t('map')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('shop')}>
          {(control) => (
            <Select
              {...control}
              value={shopId}
              onValueChange={(value) => setShopId(value ?? '')}
              options={shops.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        {left.length > 0 ? (
          <AlertBox kind="danger" title={t('left', { count: left.length })}>
            <ul className="max-h-40 list-disc overflow-y-auto pl-4">
              {left.slice(0, 200).map(({ row, raw, why }) => (
                <li key={row}>
                  <span className="font-mono">{raw}</span> · {t(`why.${why}`)}
                </li>
              ))}
            </ul>
          </AlertBox>
        ) : null}
        <Field label={t('lines')} help={t('help')}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              rows={10}
              autoFocus
              spellCheck={false}
              className="min-h-52 font-mono text-sm"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
