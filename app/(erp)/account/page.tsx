import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FactorCard } from '@/components/account/factor-card'
import { PasswordCard } from '@/components/account/password-card'
import { PinCard } from '@/components/account/pin-card'
import { ProofBox } from '@/components/account/proof-box'
import { SessionsCard } from '@/components/account/sessions-card'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { setOwnPin } from '@/lib/modules/warehouse/set-own-pin'
import { accountOf } from '@/lib/platform/auth/account'
import { ownSessions } from '@/lib/platform/auth/own-sessions'
import { factorOf } from '@/lib/platform/auth/second-factor'
import { currentSession } from '@/lib/platform/auth/session'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import {
  beginFactorAction,
  changePasswordAction,
  confirmFactorAction,
  dropFactorAction,
  endSessionAction,
  renewRecoveryAction,
  sendProofAction,
  setOwnPinAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') }
}

/** What belongs to the person and not to the company. */
export default async function AccountPage() {
  const [actor, session, t] = await Promise.all([requireActor(), currentSession(), getTranslations('account')])
  if (!session) redirect('/sign-in')
  const [account, factor, sessions] = await Promise.all([
    accountOf(session.userId),
    factorOf(session.userId),
    ownSessions(session),
  ])
  return (
    <PageBody className="max-w-4xl">
      <PageHeader title={t('title')} subtitle={`${account.name} · ${account.email}`} />
      {account.proven ? null : <ProofBox email={account.email} send={sendProofAction} />}
      <FactorCard
        factor={factor}
        demanded={actor.secondFactor === true}
        begin={beginFactorAction}
        confirm={confirmFactorAction}
        renew={renewRecoveryAction}
        drop={dropFactorAction}
      />
      {may(actor, setOwnPin.name) ? <PinCard set={setOwnPinAction} /> : null}
      <PasswordCard change={changePasswordAction} />
      <SessionsCard sessions={sessions} end={endSessionAction} />
    </PageBody>
  )
}
