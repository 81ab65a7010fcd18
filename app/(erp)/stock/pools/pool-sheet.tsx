'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { useTenant } from '@/components/layout/tenant-context'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import { textField } from '@/lib/kernel/fields'
import { type PoolView, poolFields } from '@/lib/modules/inventory/pool-schema'
import { createPoolAction, updatePoolAction } from '../actions'
import { instantOf, wallTime } from './wall-time'

const schema = z.object({
  ...poolFields,
  customerGroups: textField(1300),
  startsAt: textField(30),
  endsAt: textField(30),
})

const valuesIn = (timeZone: string) => (pool: PoolView) => ({
  ...{ code: pool.code, name: pool.name, shopCodes: pool.shopCodes, customerGroups: pool.customerGroups.join(', ') },
  ...{ priority: pool.priority, fallsBack: pool.fallsBack, returns: pool.returns },
  startsAt: wallTime(pool.startsAt, timeZone),
  endsAt: wallTime(pool.endsAt, timeZone),
})

type Props = { pool: PoolView | null; shops: readonly { code: string; name: string }[]; onLeave: () => void }

export function PoolSheet({ pool, shops, onLeave }: Props) {
  const t = useTranslations('pools.pool')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const router = useRouter()
  const { timeZone } = useTenant()
  const valuesOf = valuesIn(timeZone)
  const state = useActionForm({
    schema,
    record: pool ? recordAt(pool, `stock/pools/${pool.id}`, valuesOf) : undefined,
    defaultValues: pool
      ? valuesOf(pool)
      : {
          ...{ code: '', name: '', shopCodes: shops.length === 1 ? shops.map((s) => s.code) : [], customerGroups: '' },
          ...{ priority: 100, fallsBack: true, returns: true, startsAt: '', endsAt: '' },
        },
    action: (values: z.output<typeof schema>, version) => {
      const times = { startsAt: instantOf(values.startsAt, timeZone), endsAt: instantOf(values.endsAt, timeZone) }
      const groups = values.customerGroups.split(/[,，、;；]/).map((group) => group.trim())
      const fields = { ...values, ...times, customerGroups: groups.filter(Boolean) }
      return pool ? updatePoolAction({ ...fields, poolId: pool.id, version }) : createPoolAction(fields)
    },
    onDone: (saved) => {
      toast.success(t(pool ? 'saved' : 'created', { name: saved.name }))
      onLeave()
      router.refresh()
      if (!pool) router.push(`/stock/pools/${saved.id}`)
    },
    labels: {
      name: t('name'),
      code: t('code'),
      shopCodes: t('shops'),
      customerGroups: t('groups'),
      priority: t('priority'),
      startsAt: t('startsAt'),
      endsAt: t('endsAt'),
      fallsBack: t('fallsBack'),
      returns: t('returns'),
    },
  })
  const { control } = state.form
  return (
    <Sheet
      open
      title={pool ? t('editTitle', { code: pool.code }) : t('new')}
      onOpenChange={(open) => !open && onLeave()}
    >
      <ActionForm state={state}>
        <FormField control={control} name="name" label={t('name')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} autoFocus={!pool} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="code" label={t('code')} error={state.errorOf('code')}>
            {(field, aria) => <Input {...field} {...aria} className="font-mono" autoCapitalize="off" />}
          </FormField>
          <FormField
            control={control}
            name="priority"
            label={t('priority')}
            help={t('priorityHelp')}
            error={state.errorOf('priority')}
          >
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                value={Number.isNaN(field.value) ? '' : field.value}
                onChange={(event) => field.onChange(event.target.valueAsNumber)}
                type="number"
                min={0}
                max={10000}
              />
            )}
          </FormField>
        </div>
        <FormField
          control={control}
          name="shopCodes"
          label={t('shops')}
          help={t('shopsHelp')}
          error={state.errorOf('shopCodes')}
        >
          {(field, aria) => (
            <fieldset
              id={aria.id}
              aria-describedby={aria['aria-describedby']}
              tabIndex={-1}
              className="flex flex-col gap-1"
            >
              {shops.map(({ code, name }) => (
                <Checkbox
                  key={code}
                  label={name}
                  checked={field.value.includes(code)}
                  onCheckedChange={(on) =>
                    field.onChange(on ? [...field.value, code] : field.value.filter((one: string) => one !== code))
                  }
                />
              ))}
            </fieldset>
          )}
        </FormField>
        <FormField
          control={control}
          name="customerGroups"
          label={t('groups')}
          note={form('optional')}
          help={t('groupsHelp')}
          error={state.errorOf('customerGroups')}
        >
          {(field, aria) => <Input {...field} {...aria} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          {(['startsAt', 'endsAt'] as const).map((name) => (
            <FormField
              key={name}
              control={control}
              name={name}
              label={t(name)}
              note={form('optional')}
              {...(name === 'endsAt' && { help: t('timesHelp') })}
              error={state.errorOf(name)}
            >
              {(field, aria) => <Input {...field} {...aria} type="datetime-local" max="9999-12-31T23:59" />}
            </FormField>
          ))}
        </div>
        {(['fallsBack', 'returns'] as const).map((name) => (
          <Checkbox
            key={name}
            label={t(name)}
            checked={state.form.watch(name)}
            onCheckedChange={(on) => state.form.setValue(name, on, { shouldDirty: true })}
          />
        ))}
        <SubmitBar
          pending={state.pending}
          dirty={state.form.formState.isDirty}
          secondary={<Button onClick={onLeave}>{common('cancel')}</Button>}
        />
      </ActionForm>
    </Sheet>
  )
}
