'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { SkuView } from '@/lib/modules/catalog/schema'

type Props = {
  sku: SkuView
  merge: (input: { skuId: string; intoSkuId: string }) => Promise<ActionResult<SkuView>>
  onDone: () => void
  onClose: () => void
}

/** Asks which SKU stays. It is found by its code, and its name is shown before anything is done, for this cannot be undone. */
export function MergeDialog({ sku, merge, onDone, onClose }: Props) {
  const t = useTranslations('catalog.merge')
  const loading = useTranslations('ui.notLoaded')
  const [code, setCode] = useState('')
  const [into, setInto] = useState<{ id: string; code: string; name: string } | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [finding, find] = useTransition()
  const merging = useAction(merge, () => {
    toast.success(t('done', { code: sku.code }))
    onDone()
  })
  async function look() {
    const answer = await fetch(`/api/v1/skus?codes=${encodeURIComponent(code.trim())}`).catch(() => null)
    if (!answer?.ok) return setTrouble(loading('text'))
    const { items } = (await answer.json()) as { items: SkuView[] }
    const found = items.find((one) => one.id !== sku.id) ?? null
    setInto(found)
    setTrouble(found ? null : t('missing'))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title', { code: sku.code })}
      description={t('text')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="danger"
            disabled={!into}
            pending={merging.pending}
            onClick={() => into && merging.run({ skuId: sku.id, intoSkuId: into.id })}
          >
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          find(look)
        }}
      >
        <Field label={t('into')} className="flex-1" error={trouble ?? undefined}>
          {(control) => (
            <Input
              {...control}
              value={code}
              onChange={(event) => {
                setCode(event.target.value)
                setInto(null)
                setTrouble(null)
              }}
            />
          )}
        </Field>
        <Button type="submit" pending={finding} disabled={code.trim() === ''}>
          {t('find')}
        </Button>
      </form>
      {into ? (
        <AlertBox kind="waiting" className="mt-3" title={t('sure', { from: sku.code, into: into.code })}>
          {into.name}
        </AlertBox>
      ) : null}
    </Dialog>
  )
}
