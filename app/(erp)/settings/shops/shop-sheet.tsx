'use client'

import { Plug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { useCurrencies, useZones } from '@/components/form/use-choices'
import { useTenant } from '@/components/layout/tenant-context'
import { ClosePlace, type PlaceRights } from '@/components/settings/close-place'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Combobox } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Sheet } from '@/components/ui/sheet'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { channelCodes, type ShopView, shopFields } from '@/lib/modules/settings/schema'
import { closeShopAction, createShopAction, reopenShopAction, updateShopAction } from './actions'

const schema = z.object({ ...shopFields, channel: z.enum(channelCodes) })

const valuesOf = ({ name, code, channel, currency, timeZone, contact, returnDays, returnText }: ShopView) => {
  return { name, code, channel, currency, timeZone, contact, returnDays, returnText }
}

export type ShopRights = PlaceRights & { connect: boolean }

type Props = { shop: ShopView | null; rights: ShopRights; onLeave: () => void }

export function ShopSheet({ shop, rights, onLeave }: Props) {
  const t = useTranslations('shops')
  const common = useTranslations('common.actions')
  const connection = useTranslations('channels')
  const router = useRouter()
  const tenant = useTenant()
  const currencies = useCurrencies()
  const zones = useZones(shop?.timeZone ?? tenant.timeZone)
  const fixed = shop !== null && !rights.update
  const state = useActionForm({
    schema,
    record: shop ? recordAt(shop, `shops/${shop.id}`, valuesOf) : undefined,
    defaultValues: shop
      ? valuesOf(shop)
      : {
          ...{ currency: tenant.currency, timeZone: tenant.timeZone, code: '', name: '', contact: '' },
          ...{ returnDays: 0, returnText: '' },
        },
    action: ({ channel, ...fields }, version) =>
      shop ? updateShopAction({ ...fields, shopId: shop.id, version }) : createShopAction({ ...fields, channel }),
    onDone: (saved) => {
      toast.success(t(shop ? 'saved' : 'created', { name: saved.name }))
      done()
    },
    labels: {
      name: t('name'),
      code: t('code'),
      channel: t('channel'),
      currency: t('currency'),
      timeZone: t('timeZone'),
      contact: t('contact'),
      returnDays: t('returnDays'),
      returnText: t('returnText'),
    },
  })
  const { control } = state.form
  function done() {
    onLeave()
    router.refresh()
  }
  const channels = channelCodes.map((value) => ({ value, label: t(`channels.${value}`) }))
  return (
    <Sheet open title={shop ? t('edit') : t('new')} onOpenChange={(open) => !open && onLeave()}>
      {rights.connect && shop && shop.channel !== 'manual' && shop.channel !== 'file' ? (
        <ButtonLink href={`/settings/shops/${shop.id}`} className="self-start">
          <Plug aria-hidden="true" />
          {connection('connect')}
        </ButtonLink>
      ) : null}
      <ActionForm state={state}>
        <FormField control={control} name="name" label={t('name')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} autoFocus={!shop} />}
        </FormField>
        <FormField control={control} name="code" label={t('code')} help={t('codeHelp')} error={state.errorOf('code')}>
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} className="font-mono" autoCapitalize="off" />}
        </FormField>
        <FormField
          control={control}
          name="channel"
          label={t('channel')}
          help={t('channelHelp')}
          error={state.errorOf('channel')}
        >
          {(field, aria) => (
            <Select
              {...aria}
              value={field.value ?? null}
              onValueChange={field.onChange}
              options={channels}
              disabled={shop !== null}
            />
          )}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="currency" label={t('currency')} error={state.errorOf('currency')}>
            {(field, aria) => (
              <Combobox
                {...aria}
                value={field.value ?? null}
                onValueChange={(value) => field.onChange(value ?? '')}
                options={currencies}
                disabled={fixed}
              />
            )}
          </FormField>
          <FormField
            control={control}
            name="timeZone"
            label={t('timeZone')}
            help={t('timeZoneHelp')}
            error={state.errorOf('timeZone')}
          >
            {(field, aria) => (
              <Combobox
                {...aria}
                value={field.value ?? null}
                onValueChange={(value) => field.onChange(value ?? '')}
                options={zones}
                disabled={fixed}
              />
            )}
          </FormField>
        </div>
        <FormField
          control={control}
          name="contact"
          label={t('contact')}
          help={t('contactHelp')}
          error={state.errorOf('contact')}
        >
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} />}
        </FormField>
        <FormField
          control={control}
          name="returnDays"
          label={t('returnDays')}
          help={t('returnDaysHelp')}
          error={state.errorOf('returnDays')}
        >
          {({ value, ...field }, aria) => (
            <Input
              {...field}
              {...aria}
              value={Number.isFinite(value) ? value : ''}
              onChange={(event) => field.onChange(event.target.valueAsNumber)}
              type="number"
              min={0}
              max={365}
              disabled={fixed}
              className="w-32"
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="returnText"
          label={t('returnText')}
          help={t('returnTextHelp')}
          error={state.errorOf('returnText')}
        >
          {(field, aria) => <Textarea {...field} {...aria} maxLength={300} disabled={fixed} />}
        </FormField>
        {fixed ? null : (
          <SubmitBar
            pending={state.pending}
            dirty={state.form.formState.isDirty}
            secondary={
              shop && rights.close ? (
                <ClosePlace
                  words={{
                    close: t('close'),
                    reopen: t('reopen'),
                    closed: t('closed', { name: shop.name }),
                    reopened: t('reopened', { name: shop.name }),
                    question: t('confirm.title', { name: shop.name }),
                    consequence: t('confirm.text'),
                  }}
                  place={shop}
                  close={closeShopAction}
                  reopen={reopenShopAction}
                  onDone={done}
                />
              ) : (
                <Button onClick={onLeave}>{common('cancel')}</Button>
              )
            }
          />
        )}
      </ActionForm>
    </Sheet>
  )
}
