'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ListingStock } from '@/components/channels/listing-stock'
import { useAction } from '@/components/form/use-action'
import { Facts } from '@/components/layout/detail-grid'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import type { ListingDetail } from '@/lib/modules/channels/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { SkuField } from '../orders/new/sku-field'
import { mapListingAction, pushListingAction, unmapListingAction } from './actions'

type Props = {
  listing: ListingDetail
  can: Rights<'listing.map' | 'listing.unmap' | 'listing.push'>
  onLeave: () => void
}

/** One listing: which SKU it means, what its marketplace shows, and why it shows that. */
export function ListingSheet({ listing, can, onLeave }: Props) {
  const t = useTranslations('listings')
  const router = useRouter()
  const { id, sku, version } = listing
  const [code, setCode] = useState<string | null>(null)
  const done = (text: string) => () => {
    toast.success(text)
    router.refresh()
  }
  const mapping = useAction(mapListingAction, done(t('mapped')))
  const unmapping = useAction(unmapListingAction, done(t('unmapped')))
  const pushing = useAction(pushListingAction, done(t('pushed')))
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onLeave()}
      title={listing.title || listing.itemId}
      footer={
        can['listing.push'] && sku && listing.publishing ? (
          <Button pending={pushing.pending} onClick={() => pushing.run({ listingId: id })}>
            {t('push')}
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-5">
        <Facts
          items={[
            { key: 'shop', label: t('shop'), value: listing.shopName },
            { key: 'item', label: t('itemId'), value: <span className="font-mono">{listing.itemId}</span> },
            {
              key: 'variation',
              label: t('variationId'),
              value: listing.variationId ? <span className="font-mono">{listing.variationId}</span> : null,
            },
            { key: 'seller', label: t('sellerSku'), value: listing.sellerSku || null },
            {
              key: 'price',
              label: t('price'),
              value: listing.price === null ? null : `${listing.price} ${listing.currency}`,
            },
            { key: 'mapping', label: t('mappedBy'), value: t(`mapping.${listing.mapping}`) },
            ...(sku
              ? [
                  {
                    key: 'sku',
                    label: t('sku'),
                    value: (
                      <>
                        <span className="font-mono">{sku.code}</span> {sku.name}
                      </>
                    ),
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
        {can['listing.map'] ? (
          <form
            className="flex flex-col gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              if (code) mapping.run({ listingId: id, skuCode: code, version })
            }}
          >
            <Field id="listing-sku" label={t(sku ? 'otherSku' : 'sku')} help={t('skuHelp')} error={null}>
              {(aria) => <SkuField {...aria} value={code} onPick={(found) => setCode(found?.code ?? null)} />}
            </Field>
            <span className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" disabled={!code} pending={mapping.pending}>
                {t('map')}
              </Button>
              {can['listing.unmap'] && listing.mapping !== 'none' ? (
                <Button pending={unmapping.pending} onClick={() => unmapping.run({ listingId: id, version })}>
                  {t(sku ? 'unmap' : 'never')}
                </Button>
              ) : null}
            </span>
          </form>
        ) : null}
        <ListingStock listing={listing} />
      </div>
    </Sheet>
  )
}
