'use client'

import { Compass } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'

/** Every page carries this screen in case it has to become it: as code of the browser's it travels as one reference. */
export default function NotFound() {
  const t = useTranslations('common.notFound')
  return (
    <main className="flex min-h-[70dvh] items-center justify-center">
      <EmptyState
        icon={<Compass />}
        title={<span className="text-xl font-semibold">{t('title')}</span>}
        text={t('text')}
        action={
          <ButtonLink href="/dashboard" variant="primary">
            {t('home')}
          </ButtonLink>
        }
      />
    </main>
  )
}
