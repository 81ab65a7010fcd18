import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProveForm } from '@/components/auth/prove-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { ButtonLink } from '@/components/ui/button-link'
import { proofOf } from '@/lib/platform/auth/prove-email'
import { proveEmailAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('verify.title'), referrer: 'no-referrer' }
}

export default async function VerifyPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await proofOf(token)
  const t = await getTranslations('auth')
  if (!link) {
    return (
      <AuthFrame title={t('verify.gone')} text={t('verify.goneText')}>
        <ButtonLink href="/dashboard">{(await getTranslations('common'))('forbidden.home')}</ButtonLink>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('verify.title')} text={t('verify.text', { email: link.email })}>
      <ProveForm token={token} prove={proveEmailAction} />
    </AuthFrame>
  )
}
