import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'

export default async function NotFound() {
  const t = await getTranslations('common.notFound')
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
