import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RegisterForm } from '@/components/auth/register-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { currentActor } from '@/lib/platform/auth/session'
import { registerAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('register.title') }
}

export default async function RegisterPage() {
  if (await currentActor()) redirect('/dashboard')
  const t = await getTranslations('auth')
  const signIn = (
    <>
      {t('register.haveAccount')}{' '}
      <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
        {t('signIn.title')}
      </Link>
    </>
  )
  return (
    <AuthFrame title={t('register.title')} text={t('register.text')} footer={signIn}>
      <RegisterForm register={registerAction} />
    </AuthFrame>
  )
}
