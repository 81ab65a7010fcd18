'use client'

import { Check, Circle, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const places = {
  plan: '/settings/start',
  company: '/settings/company',
  shop: '/settings/shops?edit=new',
  warehouse: '/settings/warehouses?edit=new',
  product: '/products/new',
  stock: '/stock/adjust',
  members: '/settings/members',
  order: '/orders/new',
  review: '/orders?state=pending_review',
  ship: '/shipping',
} as const

type Key = keyof typeof places

type Props = {
  steps: readonly { key: string; done: boolean }[]
  hide: (input: unknown) => Promise<Outcome<unknown>>
}

/** What is left to do before the first order leaves. Computed from facts: whoever did it, it is done. */
export function SetupCard({ steps, hide }: Props) {
  const t = useTranslations('dashboard.setup')
  const router = useRouter()
  const hiding = useAction(hide, () => {
    toast.success(t('hidden'))
    router.refresh()
  })
  const known = steps.filter((step): step is { key: Key; done: boolean } => step.key in places)
  const done = known.filter((step) => step.done).length
  const next = known.find((step) => !step.done)
  return (
    <Card
      title={t('title')}
      aside={
        <>
          <span className="text-muted" data-figure="">
            {t('progress', { done, all: known.length })}
          </span>
          <IconButton label={t('hide')} onClick={() => hiding.run({ hidden: true })}>
            <X />
          </IconButton>
        </>
      }
    >
      <ol className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {known.map((step) => (
          <li key={step.key}>
            {step.done ? (
              <span className="flex min-h-8 items-center gap-2 px-2 text-sm text-muted">
                <Check aria-hidden="true" className="size-4 shrink-0 text-accent-text" />
                <span className="line-through">{t(`step.${step.key}`)}</span>
                <span className="sr-only">{t('done')}</span>
              </span>
            ) : (
              <Link
                href={places[step.key]}
                prefetch={false}
                aria-current={step === next ? 'step' : undefined}
                className="flex min-h-8 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover aria-[current=step]:bg-accent-soft aria-[current=step]:font-medium aria-[current=step]:text-accent-text"
              >
                <Circle aria-hidden="true" className="size-4 shrink-0 text-subtle" />
                {t(`step.${step.key}`)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
