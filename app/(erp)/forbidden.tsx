import { Lock } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'

export default async function Forbidden() {
  const t = await getTranslations('auth.forbidden')
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
