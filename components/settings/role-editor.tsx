'use client'

import { Copy, Eye, RotateCcw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useAction } from '@/components/form/use-action'
import { useRecordForm } from '@/components/form/use-record-form'
import { PageHeader } from '@/components/layout/page-header'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { includes, type PermissionGroup } from '@/components/settings/permission-groups'
import { PermissionPicker } from '@/components/settings/permission-picker'
import { useRoleName } from '@/components/settings/use-role-name'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { RoleView } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Action<T = unknown> = (input: unknown) => Promise<Outcome<T>>

type Fields = { name: string; secondFactor: boolean } & Record<string, string | boolean>

export type RoleEditorProps = {
  role: RoleView
  groups: readonly PermissionGroup[]
  /** What the reader holds, and so may give. */
  own: readonly string[]
  may: { update: boolean; create: boolean; reset: boolean; delete: boolean; viewAs: boolean }
  actions: {
    update: Action<RoleView>
    create: Action<RoleView>
    reset: Action<RoleView>
    remove: Action
    viewAs: Action
  }
}

export function RoleEditor({ role, groups, own, may, actions }: RoleEditorProps) {
  const t = useTranslations('settings.roles')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const saved = useTranslations('settings')
  const router = useRouter()
  const roleName = useRoleName()
  const [name, setName] = useState(role.name)
  const [held, setHeld] = useState<readonly string[]>(role.permissions)
  const [secondFactor, setSecondFactor] = useState(role.secondFactor)
  const [asking, setAsking] = useState<'reset' | 'remove' | null>(null)
  const isOwner = role.code === 'owner'
  const all = groups.flatMap((group) => group.permissions)
  const changes = all.filter((one) => includes(held, one) !== includes(role.permissions, one)).length
  const dirty = changes > 0 || name !== role.name || secondFactor !== role.secondFactor
  const refreshed = () => {
    setAsking(null)
    toast.success(saved('saved'))
    router.refresh()
  }
  // Each permission is a field of its own, so that two people giving different ones do not collide.
  const valuesOf = (view: { name: string; secondFactor: boolean; permissions: readonly string[] }): Fields => ({
    ...Object.fromEntries(all.map((one) => [one, includes(view.permissions, one)])),
    ...{ name: view.name, secondFactor: view.secondFactor },
  })
  const update = useRecordForm({
    record: recordAt(role, `roles/${role.id}`, valuesOf),
    values: valuesOf(role),
    mine: valuesOf({ name, permissions: held, secondFactor }),
    put: (fields) => {
      setName(fields.name)
      setSecondFactor(fields.secondFactor)
      setHeld(isOwner ? role.permissions : all.filter((one) => fields[one]))
    },
    labels: { name: t('name'), secondFactor: t('secondFactor') },
    action: (fields, version) =>
      actions.update({
        ...{ roleId: role.id, version },
        ...(fields.name !== role.name && { name: fields.name }),
        ...(fields.secondFactor !== role.secondFactor && { secondFactor: fields.secondFactor }),
        ...(all.some((one) => fields[one] !== includes(role.permissions, one)) && {
          permissions: all.filter((one) => fields[one]),
        }),
      }),
    onDone: refreshed,
  })
  const reset = useAction(actions.reset, refreshed)
  const copy = useAction(actions.create, (made: RoleView) => router.push(`/settings/roles/${made.id}`))
  const remove = useAction(actions.remove, () => router.push('/settings/roles'))
  const viewAs = useAction(actions.viewAs, () => window.location.assign('/dashboard'))
  return (
    <>
      <PageHeader
        title={roleName(role)}
        crumbs={[{ label: t('title'), href: '/settings/roles' }]}
        badge={role.builtIn ? <Badge>{t('builtIn')}</Badge> : null}
        subtitle={t('members', { count: role.members })}
        actions={
          <>
            {may.viewAs ? (
              <Button pending={viewAs.pending} onClick={() => viewAs.run({ roleId: role.id })}>
                <Eye aria-hidden="true" />
                {t('viewAs')}
              </Button>
            ) : null}
            {may.create ? (
              <Button
                pending={copy.pending}
                onClick={() => copy.run({ name: t('copyName', { name: roleName(role) }), copyOf: role.id })}
              >
                <Copy aria-hidden="true" />
                {t('copy')}
              </Button>
            ) : null}
            {may.reset && role.builtIn && !isOwner ? (
              <Button onClick={() => setAsking('reset')}>
                <RotateCcw aria-hidden="true" />
                {t('reset')}
              </Button>
            ) : null}
            {may.delete && !role.builtIn ? (
              <Button variant="quietDanger" onClick={() => setAsking('remove')}>
                <Trash2 aria-hidden="true" />
                {common('delete')}
              </Button>
            ) : null}
          </>
        }
      />
      <Card>
        <div className="flex max-w-md flex-col gap-4">
          <Field label={t('name')} help={role.builtIn ? t('builtInName') : undefined}>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={80}
                readOnly={!may.update}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Checkbox
            label={t('secondFactor')}
            help={t('secondFactorHelp')}
            checked={secondFactor}
            disabled={!may.update}
            onCheckedChange={setSecondFactor}
          />
        </div>
      </Card>
      <Card title={t('permissions')} aside={isOwner ? <span className="text-muted">{t('ownerAll')}</span> : null}>
        <PermissionPicker
          groups={groups}
          held={held}
          onChange={setHeld}
          mayGive={(permission) => includes(own, permission)}
          locked={!may.update || isOwner}
        />
      </Card>
      {may.update ? (
        <div className="sticky bottom-0 z-10 -mx-1 flex items-center justify-end gap-3 border-t border-line bg-canvas px-1 py-3 max-md:bottom-14">
          <span role="status" className="mr-auto text-xs text-muted">
            {dirty ? (changes > 0 ? t('changes', { count: changes }) : form('unsaved')) : ''}
          </span>
          <Button
            disabled={!dirty}
            onClick={() => {
              setName(role.name)
              setHeld(role.permissions)
              setSecondFactor(role.secondFactor)
            }}
          >
            {common('cancel')}
          </Button>
          <Button
            variant="primary"
            disabled={!dirty || name.trim() === ''}
            pending={update.pending}
            onClick={update.save}
          >
            {common('save')}
          </Button>
        </div>
      ) : null}
      <Conflict of={update.conflict} />
      {asking === 'reset' ? (
        <ConfirmDialog
          title={t('resetTitle', { name: roleName(role) })}
          text={t('resetText')}
          confirm={t('reset')}
          pending={reset.pending}
          onConfirm={() => reset.run({ roleId: role.id, version: role.version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'remove' ? (
        <ConfirmDialog
          title={t('deleteTitle', { name: roleName(role) })}
          text={t('deleteText')}
          confirm={common('delete')}
          pending={remove.pending}
          onConfirm={() => remove.run({ roleId: role.id, version: role.version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
