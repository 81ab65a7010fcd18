'use client'

import { LogIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'

/** In place of Next's own screen, whose elements would be made and sent with every page. */
export default function Unauthorized() {
  const t = useTranslations('common.unauthorized')
  return (
    <main className="flex min-h-[70dvh] items-center justify-center">
      <EmptyState
        icon={<LogIn />}
        title={<h1 className="text-xl font-semibold">{t('title')}</h1>}
        text={t('text')}
        action={
          <ButtonLink href="/sign-in" variant="primary">
            {t('signIn')}
          </ButtonLink>
        }
      />
    </main>
  )
}
