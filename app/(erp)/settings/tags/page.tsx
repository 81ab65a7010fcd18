import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listTags } from '@/lib/modules/orders/list-tags'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { TagList } from './tag-list'

export async function generateMetadata() {
  return { title: (await getTranslations('settings.tags'))('title') }
}

export default async function TagsPage() {
  const can = rightsOf(await requireActor(), ['tag.create', 'tag.update', 'tag.delete', 'tag.restore'])
  const { items } = await load(listTags, {})
  return (
    <PageBody>
      <TagList tags={items} can={can} />
    </PageBody>
  )
}
