'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { AlertBox } from '@/components/ui/alert-box'
import { ButtonLink } from '@/components/ui/button-link'
import { Spinner } from '@/components/ui/spinner'
import { toast } from '@/components/ui/toast'
import type { ConnectionView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { params: Readonly<Record<string, string>>; permit: (input: object) => Promise<Outcome<ConnectionView>> }

/** The way back: what the marketplace sent is handed in once, by a post of our own page. */
export function PermitReturn({ params, permit }: Props) {
  const t = useTranslations('channels.permit')
  const router = useRouter()
  const begun = useRef(false)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void permit({ state: params.state ?? '', params }).then((outcome) => {
      if (!outcome.ok) return setFailed(true)
      toast.success(t('done'))
      router.replace(`/settings/shops/${outcome.value.shopId}`)
    })
  }, [params, permit, router, t])
  if (!failed)
    return (
      <p className="flex items-center gap-2 text-sm text-muted" role="status">
        <Spinner />
        {t('working')}
      </p>
    )
  return (
    <AlertBox kind="danger" title={t('failed')}>
      <p>{t('failedText')}</p>
      <ButtonLink className="mt-3" href="/settings/shops">
        {t('back')}
      </ButtonLink>
    </AlertBox>
  )
}
