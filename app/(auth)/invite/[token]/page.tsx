import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AcceptForm } from '@/components/auth/accept-form'
import { AuthCard } from '@/components/auth/auth-card'
import { ButtonLink } from '@/components/ui/button-link'
import { invitationOf } from '@/lib/platform/auth/invitations'
import { acceptInvitationAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not travel to wherever a link on this page leads.
  return { title: (await getTranslations('auth'))('invite.title'), referrer: 'no-referrer' }
}

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const invitation = await invitationOf(token)
  if (invitation) {
    const { company, email, name, hasPassword } = invitation
    return <AcceptForm token={token} invitation={{ company, email, name, hasPassword }} accept={acceptInvitationAction} />
  }
  const t = await getTranslations('auth')
  return (
    <AuthCard title={t('invite.gone')}>
      <p className="mb-4 text-muted">{t('invite.goneText')}</p>
      <ButtonLink href="/sign-in">{t('signIn.title')}</ButtonLink>
    </AuthCard>
  )
}
