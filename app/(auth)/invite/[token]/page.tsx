import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AcceptForm } from '@/components/auth/accept-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { ButtonLink } from '@/components/ui/button-link'
import { invitationOf } from '@/lib/platform/auth/invitations'
import { acceptInvitationAction, mailInvitationAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not travel to wherever a link on this page leads.
  return { title: (await getTranslations('auth'))('invite.title'), referrer: 'no-referrer' }
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = await invitationOf(token)
  const t = await getTranslations('auth')
  if (!invitation) {
    return (
      <AuthFrame title={t('invite.gone')} text={t('invite.goneText')}>
        <ButtonLink href="/sign-in">{t('signIn.title')}</ButtonLink>
      </AuthFrame>
    )
  }
  const { company, email, name, hasPassword, mayStartAnew, needsMail } = invitation
  return (
    <AuthFrame title={t('invite.join', { company })} text={t(hasPassword ? 'invite.textKnown' : 'invite.textNew')}>
      <AcceptForm
        token={token}
        invitation={{ email, name, hasPassword, mayStartAnew, needsMail }}
        accept={acceptInvitationAction}
        mail={mailInvitationAction}
      />
    </AuthFrame>
  )
}
