'use client'

import { ImagePlus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { sendForm } from '@/components/exchange/send-form'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { Spinner } from '@/components/ui/spinner'
import { toast } from '@/components/ui/toast'
import type { ProductView } from '@/lib/modules/catalog/schema'

type Remove = (input: { productId: string; imageId: string }) => Promise<ActionResult<ProductView>>
type Props = { product: ProductView; mayAdd: boolean; remove: Remove | null }

/** The pictures of a product; several may be chosen at once and are sent one after the other. */
export function ProductImages({ product: { id, name, images }, mayAdd, remove }: Props) {
  const t = useTranslations('catalog.images')
  const router = useRouter()
  const input = useId()
  const { refusalText } = useRefusalText()
  const [sending, setSending] = useState(false)
  const removing = useAction(remove ?? neverRemoves, () => router.refresh())
  async function send(files: FileList | null) {
    setSending(true)
    for (const file of files ?? []) {
      const sent = await sendForm(`/api/v1/products/${id}/images`, {}, file)
      const wrong = sent.ok ? undefined : (sent.refusal?.errors?.[0]?.code ?? 'failed')
      if (wrong === undefined) continue
      const known = t.has(`errors.${wrong}`) ? t(`errors.${wrong as 'failed'}`) : undefined
      toast.error(known ?? (!sent.ok && sent.refusal ? refusalText(sent.refusal) : t('errors.failed')), {
        description: file.name,
      })
    }
    setSending(false)
    router.refresh()
  }
  if (images.length === 0 && !mayAdd) return null
  return (
    <Card title={t('title')}>
      <ul className="flex flex-wrap gap-3">
        {images.map((image, i) => (
          <li key={image.id} className="group relative size-28 overflow-hidden rounded-md border border-line bg-sunken">
            <a href={`/api/v1/products/${id}/images/${image.id}`} target="_blank" rel="noreferrer">
              {/* Served by permission and drawn by ourselves: the optimizer is switched off for good. */}
              <img
                src={`/api/v1/products/${id}/images/${image.id}?size=thumb`}
                alt={t('of', { name, at: i + 1 })}
                loading="lazy"
                className="size-full object-contain"
              />
            </a>
            {remove ? (
              <span className="absolute top-1 right-1 rounded-md bg-surface">
                <IconButton
                  label={t('remove', { at: i + 1 })}
                  disabled={removing.pending}
                  onClick={() => removing.run({ productId: id, imageId: image.id })}
                >
                  <Trash2 />
                </IconButton>
              </span>
            ) : null}
          </li>
        ))}
        {mayAdd ? (
          <li>
            <label
              htmlFor={input}
              className="flex size-28 cursor-pointer flex-col items-center justify-center gap-1 rounded-md border border-dashed border-line text-xs text-muted focus-within:outline-2 focus-within:outline-(--focus) hover:bg-hover [&_svg]:size-5"
            >
              <input
                id={input}
                type="file"
                multiple
                accept="image/jpeg,image/png,image/webp"
                className="sr-only"
                disabled={sending}
                onChange={(event) => void send(event.target.files)}
              />
              {sending ? <Spinner /> : <ImagePlus />}
              {t('add')}
            </label>
          </li>
        ) : null}
      </ul>
    </Card>
  )
}

/** Stands in where nobody may remove: the button is not drawn then. */
const neverRemoves: Remove = async () => ({ ok: false, refusal: { code: 'forbidden', params: {} } })
