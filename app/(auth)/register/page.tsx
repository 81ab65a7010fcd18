import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RegisterForm } from '@/components/auth/register-form'
import { currentActor } from '@/lib/platform/auth/session'
import { registerAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('register.title') }
}

export default async function RegisterPage() {
  if (await currentActor()) redirect('/dashboard')
  return <RegisterForm register={registerAction} />
}
