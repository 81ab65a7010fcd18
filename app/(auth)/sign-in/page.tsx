import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/auth/sign-in-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { currentActor } from '@/lib/platform/auth/session'
import { nextPath } from '@/lib/platform/entrance/next-path'
import { signInAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn.title') }
}

type Search = Promise<{ next?: string | string[]; reset?: string }>

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next: asked, reset } = await searchParams
  const next = nextPath(asked)
  if (await currentActor()) redirect(next)
  const t = await getTranslations('auth.signIn')
  const register = (
    <>
      {t('noAccount')}{' '}
      <Link href="/register" className="text-accent-text underline underline-offset-2">
        {t('register')}
      </Link>
    </>
  )
  return (
    <AuthFrame title={t('title')} text={reset === 'done' ? t('newPassword') : undefined} footer={register}>
      <SignInForm next={next} signIn={signInAction} />
    </AuthFrame>
  )
}
