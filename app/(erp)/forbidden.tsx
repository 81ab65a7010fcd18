'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'

/** Travels with every page, like the screen of what is not found: as one reference. */
export default function Forbidden() {
  const t = useTranslations('common.forbidden')
  return (
    <div className="flex min-h-[70dvh] items-center justify-center">
      <EmptyState
        icon={<Lock />}
        title={<h1 className="text-xl font-semibold">{t('title')}</h1>}
        text={t('text')}
        action={<ButtonLink href="/">{t('home')}</ButtonLink>}
      />
    </div>
  )
}
