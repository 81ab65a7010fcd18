import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ForgotForm } from '@/components/auth/forgot-form'
import { AuthFrame } from '@/components/layout/auth-frame'
import { requestResetAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('forgot.title') }
}

export default async function ForgotPage() {
  const t = await getTranslations('auth')
  const back = (
    <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
      {t('forgot.back')}
    </Link>
  )
  return (
    <AuthFrame title={t('forgot.title')} text={t('forgot.text')} footer={back}>
      <ForgotForm request={requestResetAction} />
    </AuthFrame>
  )
}
