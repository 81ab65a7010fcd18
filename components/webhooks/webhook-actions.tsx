'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { SecretBox } from '@/components/settings/secret-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { useReason } from '@/components/webhooks/use-reason'
import { WebhookForm, type WebhookShops } from '@/components/webhooks/webhook-form'
import type { WebhookView } from '@/lib/modules/webhooks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Asked = (input: unknown) => Promise<Outcome<unknown>>
type Tested = { ok: boolean; status: number | null; trouble: string | null; tookMs: number }

/** Each only to who may. */
export type WebhookDeeds = {
  update: Asked | null
  rotate: ((input: unknown) => Promise<Outcome<{ secret: string }>>) | null
  remove: Asked | null
  test: ((input: unknown) => Promise<Outcome<Tested>>) | null
}

type Props = WebhookShops & { webhook: WebhookView; deeds: WebhookDeeds }

const none = async () => ({ ok: true as const, value: undefined })

export function WebhookActions({ webhook, deeds, ...shops }: Props) {
  const t = useTranslations('webhooks')
  const router = useRouter()
  const reason = useReason()
  const [open, setOpen] = useState<'edit' | 'rotate' | 'delete' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setOpen(null)
    setSecret(null)
  }
  const webhookId = webhook.id
  const active = webhook.state === 'active'
  const test = useAction(deeds.test ?? (async () => ({ ok: true as const, value: null })), (said) => {
    if (said?.ok) toast.success(t('testOk', { status: said.status ?? 0, ms: said.tookMs }))
    else if (said) toast.error(t('testFailed', { reason: reason(said.trouble) }))
  })
  const turn = useAction(deeds.update ?? none, () => {
    toast.success(t(active ? 'paused' : 'resumed'))
    router.refresh()
  })
  const rotate = useAction(deeds.rotate ?? (async () => ({ ok: true as const, value: { secret: '' } })), (said) => {
    setSecret(said.secret)
    router.refresh()
  })
  const remove = useAction(deeds.remove ?? none, () => {
    toast.success(t('deleted'))
    router.push('/settings/webhooks')
  })
  return (
    <div className="flex flex-wrap gap-2">
      {deeds.test ? (
        <Button pending={test.pending} onClick={() => test.run({ webhookId })}>
          {t('test')}
        </Button>
      ) : null}
      {deeds.update ? (
        <>
          <Button
            variant={active ? 'secondary' : 'primary'}
            pending={turn.pending}
            onClick={() => turn.run({ webhookId, state: active ? 'paused' : 'active', version: webhook.version })}
          >
            {t(active ? 'pause' : 'resume')}
          </Button>
          <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>
        </>
      ) : null}
      {deeds.rotate ? <Button onClick={() => setOpen('rotate')}>{t('rotate')}</Button> : null}
      {deeds.remove ? (
        <Button variant="quietDanger" onClick={() => setOpen('delete')}>
          {t('delete')}
        </Button>
      ) : null}
      {open === 'edit' && deeds.update ? (
        <Dialog open onOpenChange={(next) => next || close()} title={t('edit')}>
          <WebhookForm
            {...shops}
            webhook={webhook}
            submit={deeds.update}
            onDone={() => {
              close()
              toast.success(t('saved'))
              router.refresh()
            }}
          />
        </Dialog>
      ) : null}
      {open === 'rotate' && secret === null ? (
        <ConfirmDialog
          title={t('rotateTitle')}
          text={t('rotateText')}
          confirm={t('rotate')}
          pending={rotate.pending}
          onConfirm={() => rotate.run({ webhookId })}
          onClose={close}
        />
      ) : null}
      {secret ? (
        <Dialog open onOpenChange={(next) => next || close()} title={t('rotated')}>
          <SecretBox label={t('secret')} value={secret} text={t('secretText')} />
        </Dialog>
      ) : null}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('deleteTitle', { name: webhook.name })}
          text={t('deleteText')}
          confirm={t('delete')}
          pending={remove.pending}
          onConfirm={() => remove.run({ webhookId })}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
