import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FactorSetup } from '@/components/account/factor-setup'
import { CodeForm } from '@/components/auth/code-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { factorOf } from '@/lib/platform/auth/second-factor'
import { currentActor, halfSignedIn } from '@/lib/platform/auth/session'
import { nextPath } from '@/lib/platform/entrance/next-path'
import { beginFactorAction, confirmFactorAction } from '../../../(erp)/account/actions'
import { leaveSignInAction, signInCodeAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('code.title') }
}

/** Between the password and the company: a code, or the setup of a second factor where the role demands one. */
export default async function CodePage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next)
  const half = await halfSignedIn()
  if (!half) redirect((await currentActor()) ? next : '/sign-in')
  const { on } = await factorOf(half.userId)
  const t = await getTranslations('auth')
  if (on) {
    return (
      <AuthFrame title={t('code.title')} text={t('code.text')}>
        <CodeForm next={next} submit={signInCodeAction} leave={leaveSignInAction} />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('code.setupTitle')} text={t('code.setupText')}>
      <FactorSetup begin={beginFactorAction} confirm={confirmFactorAction} next={next} />
    </AuthFrame>
  )
}
