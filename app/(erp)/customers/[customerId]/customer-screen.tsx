'use client'

import { Eye, EyeOff, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { DetailGrid, Facts } from '@/components/layout/detail-grid'
import { PageHeader } from '@/components/layout/page-header'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { CustomerAddress, CustomerBody, CustomerView } from '@/lib/modules/customers/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { revealCustomerAction } from '../actions'
import { CustomerSheet } from '../customer-sheet'
import { CustomerOrders } from './customer-orders'

type Props = { customer: CustomerView; can: Rights<'customer.update' | 'customer.reveal'> }

const clearPlace = ({ name, phone, country, province, city, district, line1, postcode }: CustomerAddress) => ({
  ...{ name, phone },
  region: [...new Set([country, province, city, district])].filter(Boolean).join(' '),
  line1: [line1, postcode].filter(Boolean).join(' '),
})

/** One customer, masked. What is revealed lives in this view alone: leaving or hiding forgets it. */
export function CustomerScreen({ customer, can }: Props) {
  const t = useTranslations('customers')
  const { refusalText } = useRefusalText()
  const [clear, setClear] = useState<CustomerBody | null>(null)
  const [open, setOpen] = useState<'edit' | 'ask' | null>(null)
  const [pending, start] = useTransition()
  function reveal(purpose: string) {
    start(async () => {
      const answer = await revealCustomerAction({ customerId: customer.id, purpose })
      if (!answer.ok) {
        toast.error(refusalText(answer.refusal))
        return
      }
      setClear(answer.value)
      setOpen(null)
    })
  }
  const { name, phone, email, buyers } = clear ?? customer
  const addresses = clear ? clear.addresses.map(clearPlace) : customer.addresses
  return (
    <>
      <PageHeader
        title={customer.name}
        crumbs={[{ label: t('title'), href: '/customers' }, { label: customer.number }]}
        actions={
          can['customer.update'] ? (
            <Button onClick={() => setOpen('edit')}>
              <Pencil />
              {t('edit')}
            </Button>
          ) : undefined
        }
      />
      <DetailGrid
        aside={
          <Card title={t('spent')}>
            <Facts
              className="grid-cols-1 md:grid-cols-1"
              items={[
                { key: 'orders', label: t('orderCount'), value: customer.orderCount },
                ...customer.spent.map(({ currency, total }) => ({
                  key: currency,
                  label: t('spent'),
                  value: <MoneyCell amount={total} currency={currency} className="text-fg!" />,
                })),
                {
                  key: 'last',
                  label: t('last'),
                  value: customer.lastOrderAt ? <TimeCell value={customer.lastOrderAt} /> : null,
                },
                { key: 'since', label: t('since'), value: <TimeCell value={customer.createdAt} /> },
              ]}
            />
          </Card>
        }
      >
        <Card
          title={t('facts')}
          aside={
            clear ? (
              <Button size="sm" variant="ghost" onClick={() => setClear(null)}>
                <EyeOff />
                {t('hide')}
              </Button>
            ) : can['customer.reveal'] ? (
              <Button size="sm" variant="ghost" onClick={() => setOpen('ask')}>
                <Eye />
                {t('reveal')}
              </Button>
            ) : undefined
          }
        >
          <Facts
            items={[
              { key: 'name', label: t('name'), value: name },
              { key: 'phone', label: t('phone'), value: phone || null },
              { key: 'email', label: t('email'), value: email || null },
              { key: 'buyers', label: t('buyers'), value: buyers.join(' · ') || null },
              { key: 'group', label: t('group'), value: customer.group || null },
              { key: 'tags', label: t('tags'), value: customer.tags.join(' · ') || null },
              ...addresses.map((address, i) => ({
                key: `address ${i}`,
                label: t('address'),
                value: [address.name, address.phone, address.region, address.line1].filter(Boolean).join('，'),
                wide: true,
              })),
              {
                key: 'note',
                label: t('note'),
                value: customer.note ? <span className="whitespace-pre-wrap">{customer.note}</span> : null,
                wide: true,
              },
            ]}
          />
          {clear ? <p className="mt-3 text-xs text-muted">{t('logged')}</p> : null}
        </Card>
        <CustomerOrders orders={customer.orders} />
      </DetailGrid>
      {open === 'edit' ? <CustomerSheet customer={customer} onLeave={() => setOpen(null)} /> : null}
      {open === 'ask' ? (
        <ReasonDialog
          title={t('ask')}
          text={t('askText')}
          label={t('purpose')}
          confirm={t('reveal')}
          presets={[t('purposes.call'), t('purposes.delivery'), t('purposes.dispute')]}
          required
          max={200}
          pending={pending}
          onConfirm={reveal}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
