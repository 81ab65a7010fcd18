'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { textField } from '@/lib/kernel/fields'
import { type CustomerView, customerFields } from '@/lib/modules/customers/schema'
import { createCustomerAction, updateCustomerAction } from './actions'

const place = ['province', 'city', 'district', 'line1', 'postcode'] as const
const { phone, email, group, note } = customerFields
const fields = {
  ...{ phone, email, group, note, tags: textField(800), buyers: textField(4000) },
  ...{ province: textField(100), city: textField(100), district: textField(100), line1: textField(500) },
  postcode: textField(20),
}
const fresh = z.object({ name: customerFields.name, ...fields })
const known = z.object({ name: textField(200), ...fields })

/** Written here, and never read back. */
const personal = ['name', 'phone', 'email', 'buyers'] as const

/** What is personal begins empty: it is never sent here. */
const valuesOf = ({ group, note, tags }: Pick<CustomerView, 'group' | 'note' | 'tags'>) => ({
  ...{ name: '', phone: '', email: '', buyers: '', province: '', city: '', district: '', line1: '', postcode: '' },
  ...{ group, note, tags: tags.join(', ') },
})

const listOf = (text: string, by: RegExp) =>
  text
    .split(by)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** What is personal is never sent here: a field of it left empty leaves what is known, and an address is one more. */
function inputOf(values: z.output<typeof known>, isNew: boolean) {
  const { name, tags, buyers, province, city, district, line1, postcode, ...others } = values
  const nicks = listOf(buyers, /\n/)
  const address = { name, phone: values.phone, province, city, district, line1, postcode }
  const has = place.some((field) => values[field] !== '')
  const typed = { name, phone: others.phone, email: others.email }
  return {
    ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')),
    ...(nicks.length > 0 && { buyers: nicks }),
    ...(has && (isNew ? { addresses: [address] } : { address })),
    ...{ group: others.group, note: others.note, tags: listOf(tags, /[,，、;；]/) },
  }
}

export function CustomerSheet({ customer, onLeave }: { customer: CustomerView | null; onLeave: () => void }) {
  const t = useTranslations('customers')
  const contact = useTranslations('customers.place')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const state = useActionForm({
    schema: customer ? known : fresh,
    record: customer ? { ...recordAt(customer, `customers/${customer.id}`, valuesOf), unread: personal } : undefined,
    defaultValues: valuesOf(customer ?? { group: '', note: '', tags: [] }),
    action: (values: z.output<typeof known>, version) =>
      customer
        ? updateCustomerAction({
            ...inputOf(values, false),
            customerId: customer.id,
            version,
          })
        : createCustomerAction(inputOf(values, true)),
    onDone: () => {
      toast.success(t(customer ? 'saved' : 'created'))
      onLeave()
      router.refresh()
    },
    labels: {
      name: t('name'),
      phone: t('phone'),
      email: t('email'),
      buyers: t('buyers'),
      group: t('group'),
      tags: t('tags'),
      note: t('note'),
    },
  })
  const { control } = state.form
  const keeps = customer ? t('unchangedHelp') : undefined
  return (
    <Sheet open title={customer ? t('edit') : t('new')} onOpenChange={(open) => !open && onLeave()}>
      <ActionForm state={state}>
        <FormField control={control} name="name" label={t('name')} help={keeps} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" autoFocus placeholder={customer?.name} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="phone" label={t('phone')} error={state.errorOf('phone')}>
            {(field, aria) => (
              <Input {...field} {...aria} type="tel" autoComplete="off" placeholder={customer?.phone || undefined} />
            )}
          </FormField>
          <FormField control={control} name="email" label={t('email')} error={state.errorOf('email')}>
            {(field, aria) => (
              <Input {...field} {...aria} type="email" autoComplete="off" placeholder={customer?.email || undefined} />
            )}
          </FormField>
          <FormField
            control={control}
            name="group"
            label={t('group')}
            help={t('groupHelp')}
            error={state.errorOf('group')}
          >
            {(field, aria) => <Input {...field} {...aria} />}
          </FormField>
          <FormField control={control} name="tags" label={t('tags')} help={t('tagsHelp')} error={state.errorOf('tags')}>
            {(field, aria) => <Input {...field} {...aria} />}
          </FormField>
        </div>
        <FormField
          control={control}
          name="buyers"
          label={t('buyers')}
          help={t('buyersHelp')}
          error={state.errorOf('buyers')}
        >
          {(field, aria) => (
            <Textarea {...field} {...aria} rows={2} placeholder={customer?.buyers.join('\n') || undefined} />
          )}
        </FormField>
        <fieldset className="grid gap-4 md:grid-cols-2">
          <legend className="mb-2 text-sm font-medium">{t(customer ? 'oneMore' : 'address')}</legend>
          {place.map((name) => (
            <FormField
              key={name}
              control={control}
              name={name}
              label={contact(name)}
              error={state.errorOf(name)}
              className={name === 'line1' ? 'md:col-span-2' : undefined}
            >
              {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
            </FormField>
          ))}
        </fieldset>
        <FormField control={control} name="note" label={t('note')} error={state.errorOf('note')}>
          {(field, aria) => <Textarea {...field} {...aria} maxLength={2000} />}
        </FormField>
        <SubmitBar
          pending={state.pending}
          dirty={state.form.formState.isDirty}
          secondary={<Button onClick={onLeave}>{common('cancel')}</Button>}
        />
      </ActionForm>
    </Sheet>
  )
}
