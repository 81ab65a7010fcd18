import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { placeStatuses } from '@/lib/modules/settings/schema'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { WarehouseList } from './warehouse-list'

export async function generateMetadata() {
  return { title: (await getTranslations('warehouses'))('title') }
}

/** `?edit=<id>` or `?edit=new` opens the sheet, so that it can be linked to and left with "back". */
export default async function WarehousesPage({ searchParams }: { searchParams: SearchParams }) {
  const { edit, cursor, ...asked } = await pickParams(searchParams, ['edit', 'status', 'cursor'])
  const status = placeStatuses.find((known) => known === asked.status)
  const actor = await requireActor()
  const page = await load(listWarehouses, { ...(status && { status }), ...(cursor && { cursor }) })
  const edited = edit && edit !== 'new' ? await load(getWarehouse, { warehouseId: edit }) : null
  const rights = {
    create: may(actor, 'warehouse.create'),
    update: may(actor, 'warehouse.update'),
    close: may(actor, 'warehouse.close'),
  }
  return (
    <PageBody wide>
      <WarehouseList
        page={page}
        edited={edited}
        adding={edit === 'new'}
        rights={rights}
        filtered={status !== undefined}
      />
    </PageBody>
  )
}
