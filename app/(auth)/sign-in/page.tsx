import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/auth/sign-in-form'
import { currentActor } from '@/lib/platform/auth/session'
import { nextPath } from '@/lib/platform/entrance/next-path'
import { signInAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn.title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = nextPath((await searchParams).next)
  if (await currentActor()) redirect(next)
  return <SignInForm next={next} signIn={signInAction} />
}
