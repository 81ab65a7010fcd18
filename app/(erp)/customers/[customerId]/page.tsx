import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { NotesPanel } from '@/components/marks/notes-panel'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { notesOf } from '../../marks-of'
import { CustomerScreen } from './customer-screen'

type Props = { params: Promise<{ customerId: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('customers'))('facts') }
}

export default async function CustomerPage({ params }: Props) {
  const customer = await load(getCustomer, await params)
  const notes = await notesOf('customer', customer.id)
  const can = rightsOf(await requireActor(), ['customer.update', 'customer.reveal'])
  return (
    <PageBody>
      <CustomerScreen customer={customer} can={can} />
      {notes ? <NotesPanel {...notes} /> : null}
    </PageBody>
  )
}
