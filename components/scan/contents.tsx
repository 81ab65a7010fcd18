'use client'

import { Camera, Package } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { GoodsPicture } from '@/components/scan/goods-picture'
import { Steps } from '@/components/scan/steps'
import { cn } from '@/components/ui/cn'
import type { ParcelView } from '@/lib/modules/warehouse/schema'

type Props = { parcel: ParcelView; numbers: readonly (string | undefined)[] }

/** What belongs in a parcel, how far it is, and what it goes into. */
export function Contents({ parcel, numbers }: Props) {
  const t = useTranslations('scan.check')
  const zh = useLocale() === 'zh-CN'
  const { carton, suggestedCarton: fits } = parcel
  const sides = fits ? [fits.lengthMm, fits.widthMm, fits.heightMm].map((mm) => mm / 10).join(' × ') : ''
  return (
    <section className="flex flex-col gap-2">
      <Steps steps={[parcel.number, ...numbers]} />
      {carton || fits || parcel.photos > 0 ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xl">
          {carton || fits ? (
            <span className="inline-flex items-center gap-2">
              <Package aria-hidden="true" className="size-6 shrink-0" />
              {carton ? t('carton', carton) : t('suggested', { code: fits?.code ?? '', name: fits?.name ?? '', sides })}
            </span>
          ) : null}
          {parcel.photos > 0 ? (
            <span className="inline-flex items-center gap-2">
              <Camera aria-hidden="true" className="size-6 shrink-0" />
              {t('photos', { count: parcel.photos })}
            </span>
          ) : null}
        </p>
      ) : null}
      <ul className="flex flex-col gap-2">
        {parcel.lines.map((line) => {
          const name = zh ? line.name : line.nameEn || line.name
          return (
            <li
              key={line.skuCode}
              className={cn(
                'flex items-center gap-4 rounded-md border px-4 py-3',
                line.checked === line.quantity ? 'border-green-line bg-green-soft text-green-text' : 'border-line',
              )}
            >
              <GoodsPicture picture={line.picture} name={name} className="size-20 shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block text-xl">{name}</span>
                <span className="block font-mono text-base break-all">{line.skuCode}</span>
                {line.serials.length > 0 ? (
                  <span className="block font-mono text-base break-all">{line.serials.join(' · ')}</span>
                ) : null}
              </span>
              <span className="text-4xl font-semibold tabular-nums">
                {line.checked} / {line.quantity}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
