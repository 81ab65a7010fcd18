import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ResetForm } from '@/components/auth/reset-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { ButtonLink } from '@/components/ui/button-link'
import { resetOf } from '@/lib/platform/auth/reset-password'
import { resetPasswordAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not travel to wherever a link on this page leads.
  return { title: (await getTranslations('auth'))('reset.title'), referrer: 'no-referrer' }
}

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await resetOf(token)
  const t = await getTranslations('auth')
  if (!link) {
    return (
      <AuthFrame title={t('reset.gone')} text={t('reset.goneText')}>
        <ButtonLink href="/forgot">{t('forgot.title')}</ButtonLink>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('reset.title')} text={t('reset.text')}>
      <ResetForm token={token} email={link.email} reset={resetPasswordAction} />
    </AuthFrame>
  )
}
