'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useCallback, useEffect, useId, useState, useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useUndoToast } from '@/components/form/use-undo-toast'
import { useDesk } from '@/components/layout/desk'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NotLoaded } from '@/components/ui/not-loaded'
import { RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toast'
import type { SavedView } from '@/lib/kernel/saved-view'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { ListTaste } from './list-taste'
import type { ViewTask } from './view-menu'

type Role = { id: string; code: string; name: string }
type Share = 'nobody' | 'roles' | 'everybody'

type Props = {
  task: ViewTask
  taste: ListTaste
  query: Record<string, string>
  onClose: () => void
  onOpen: (query: Record<string, string>) => void
}

export function ViewDialog({ task, taste, query, onClose, onOpen }: Props) {
  const t = useTranslations('ui.views')
  const common = useTranslations('common.actions')
  const desk = useDesk()
  const router = useRouter()
  const { refusalText, fieldText } = useRefusalText()
  const sayUndo = useUndoToast()
  const form = useId()
  const { current } = taste
  const [name, setName] = useState(task === 'rename' ? (current?.name ?? '') : '')
  const [error, setError] = useState<string | null>(null)
  const [share, setShare] = useState<Share>(shareOf(current?.roleIds))
  const [chosen, setChosen] = useState<readonly string[]>(current?.roleIds ?? [])
  const { roles, failed, again } = useRoles(task === 'share')
  // While the roles are not known there are none to share with, and an empty list of them would mean everybody.
  const codes = roles.filter((role) => chosen.includes(role.id)).map((role) => role.code)
  const [pending, start] = useTransition()

  async function work(): Promise<Outcome<unknown>> {
    if (task === 'create') {
      const made = await desk.createView({ list: taste.list, name, query, columns: taste.columns })
      if (made.ok) onOpen({ ...query, view: made.value.id })
      return made
    }
    if (!current) throw new Error('no view is open')
    if (task === 'rename') return desk.updateView({ viewId: current.id, name, version: current.version })
    if (task === 'share') {
      return desk.shareView({ viewId: current.id, roles: share === 'nobody' ? null : share === 'roles' ? codes : [] })
    }
    const gone = await desk.deleteView({ viewId: current.id })
    if (gone.ok) onOpen(query)
    return gone
  }

  /** What nobody else has seen is whole again with its name, filters and columns. */
  async function putBack({ list, name, query, columns }: SavedView): Promise<Outcome<null>> {
    const made = await desk.createView({ list, name, query, columns })
    return made.ok ? { ok: true, value: null } : made
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    start(async () => {
      const outcome = await answered(work())
      if (outcome.ok) {
        onClose()
        if (task === 'delete' && current?.mine && current.roleIds === null)
          sayUndo(t('done.delete'), () => putBack(current))
        else toast.success(t(`done.${task}`))
        router.refresh()
        return
      }
      const wrong = outcome.refusal.errors?.find(({ path }) => path === 'name')
      setError(wrong ? fieldText(wrong.code, name) : refusalText(outcome.refusal))
    })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="sm"
      title={t(`title.${task}`, { name: current?.name ?? '' })}
      description={t(`text.${task}`)}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            variant={task === 'delete' ? 'danger' : 'primary'}
            pending={pending}
            disabled={task === 'share' && share === 'roles' && codes.length === 0}
          >
            {t(`submit.${task}`)}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        {task === 'create' || task === 'rename' ? (
          <Field label={t('name')} error={error}>
            {(aria) => (
              <Input
                {...aria}
                value={name}
                maxLength={60}
                autoFocus
                autoComplete="off"
                onChange={(event) => {
                  setName(event.target.value)
                  setError(null)
                }}
              />
            )}
          </Field>
        ) : error ? (
          <p role="alert" className="text-sm text-danger-text">
            {error}
          </p>
        ) : null}
        {task === 'share' ? (
          <>
            <RadioGroup
              aria-label={t('share')}
              options={(['nobody', 'roles', 'everybody'] as const).map((value) => ({
                value,
                label: t(`with.${value}`),
              }))}
              value={share}
              onValueChange={(value) => setShare(value as Share)}
            />
            {share === 'roles' ? (
              <fieldset className="flex max-h-60 flex-col gap-2 overflow-y-auto pl-6">
                <legend className="sr-only">{t('with.roles')}</legend>
                {failed ? <NotLoaded onRetry={again} /> : null}
                {roles.map((role) => (
                  <Checkbox
                    key={role.id}
                    label={role.name}
                    checked={chosen.includes(role.id)}
                    onCheckedChange={(on) =>
                      setChosen(on ? [...chosen, role.id] : chosen.filter((one) => one !== role.id))
                    }
                  />
                ))}
              </fieldset>
            ) : null}
          </>
        ) : null}
      </form>
    </Dialog>
  )
}

function shareOf(roleIds: readonly string[] | null | undefined): Share {
  if (!roleIds) return 'nobody'
  return roleIds.length > 0 ? 'roles' : 'everybody'
}

/** Asked for when somebody shares, not with every list. */
function useRoles(wanted: boolean) {
  const [roles, setRoles] = useState<readonly Role[] | null>([])
  const ask = useCallback(async () => {
    setRoles([])
    const answer = await fetch('/api/v1/roles?limit=200').catch(() => null)
    setRoles(answer?.ok ? ((await answer.json()) as { items: Role[] }).items : null)
  }, [])
  useEffect(() => {
    if (wanted) void ask()
  }, [wanted, ask])
  return { roles: roles ?? [], failed: roles === null, again: ask }
}
