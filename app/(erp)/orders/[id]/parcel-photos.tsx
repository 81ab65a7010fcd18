'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { IconButton } from '@/components/ui/icon-button'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import type { PhotoView } from '@/lib/modules/warehouse/schema'
import { removePhotoAction } from './photo-actions'

type Props = { parcel: FulfilmentView; photos: readonly PhotoView[]; mayRemove: boolean }

/** How the parcel looked when it was packed; each opens in full. */
export function ParcelPhotos({ parcel, photos, mayRemove }: Props) {
  const t = useTranslations('shipping.photo')
  const format = useFormatter()
  const router = useRouter()
  const removing = useAction(removePhotoAction, () => router.refresh())
  if (photos.length === 0) return null
  return (
    <ul aria-label={t('title')} className="flex flex-wrap gap-2">
      {photos.map(({ id, takenBy, station, takenAt }, i) => {
        const url = `/api/v1/fulfilments/${parcel.id}/photos/${id}`
        const by = [takenBy, station, format.dateTime(new Date(takenAt), 'short')].filter(Boolean).join(' · ')
        return (
          <li key={id} className="relative size-24 overflow-hidden rounded-md border border-line bg-sunken">
            <a href={url} target="_blank" rel="noreferrer" title={by}>
              {/* Served by permission and drawn by ourselves: the optimizer is switched off for good. */}
              <img
                src={`${url}?size=thumb`}
                alt={t('of', { parcel: parcel.number, at: i + 1 })}
                loading="lazy"
                className="size-full object-cover"
              />
            </a>
            {mayRemove ? (
              <span className="absolute top-1 right-1 rounded-md bg-surface">
                <IconButton
                  label={t('remove', { at: i + 1 })}
                  disabled={removing.pending}
                  onClick={() => removing.run({ fulfilmentId: parcel.id, photoId: id })}
                >
                  <Trash2 />
                </IconButton>
              </span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
