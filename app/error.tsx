'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** The digest is the number under which the server logged the failure; the text of the failure never leaves it. */
function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('common')
  const digest = digestOf(error)
  return (
    <main className="flex min-h-[70dvh] items-center justify-center" role="alert">
      <EmptyState
        icon={<TriangleAlert />}
        title={<span className="text-xl font-semibold">{t('error.title')}</span>}
        text={
          <>
            {t('error.text')}
            {digest ? (
              <span className="mt-2 block">
                {t('error.reference')} <code className="font-mono text-fg">{digest}</code>
              </span>
            ) : null}
          </>
        }
        action={
          <Button variant="primary" onClick={retry}>
            {t('actions.retry')}
          </Button>
        }
      />
    </main>
  )
}
