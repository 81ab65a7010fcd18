import type { UseCase } from '@/lib/platform/door/use-case'
import { idFieldsOf } from '@/tests/contract/inputs'

/**
 * Fields that name rows which are the whole company's, so that a limit to shops and warehouses does not hide them, and why. Every other
 * field that names a row is held against the limit: a new kind of row is scoped unless it stands here.
 */
const companyWide: Readonly<Record<string, string>> = {
  actorId: 'people of the company',
  assignee: 'people of the company',
  by: 'people of the company',
  from: 'people of the company',
  memberId: 'people of the company',
  ownerId: 'people of the company',
  apiKeyId: 'who manages keys manages all of them',
  copyOf: 'roles are the company’s',
  roleId: 'roles are the company’s',
  add: 'tags are the company’s',
  remove: 'tags are the company’s',
  tagId: 'tags are the company’s',
  categoryId: 'one catalogue for all shops and warehouses',
  parentId: 'one catalogue for all shops and warehouses',
  productId: 'one catalogue for all shops and warehouses',
  productIds: 'one catalogue for all shops and warehouses',
  imageId: 'pictures of the catalogue',
  imageIds: 'pictures of the catalogue',
  skuId: 'one catalogue for all shops and warehouses',
  skuIds: 'one catalogue for all shops and warehouses',
  skuCode: 'one catalogue for all shops and warehouses',
  intoSkuId: 'one catalogue for all shops and warehouses',
  removeSkus: 'one catalogue for all shops and warehouses',
  batchId: 'a batch is the maker’s, wherever it lies; where it lies and whom it went to is scoped',
  cartonId: 'kinds of cartons are the company’s',
  checkId: 'proofs are of the whole company',
  stressRunId: 'stress tests run in a space of their own',
  groundId: 'stress tests run in a space of their own',
  runId: 'rules are the company’s',
  entryId: 'people nobody sells to, in whatever shop they buy',
  id: 'a file that was just sent, or an SKU of the product beside it',
  noticeId: 'one’s own news',
  feedbackId: 'what people of the company say',
  viewId: 'names of filters; what they find is scoped',
  defaultView: 'names of filters; what they find is scoped',
  set: 'numbers somebody has pasted; what they find is scoped',
}

/** What only our own jobs call, as the house, which sees everything. */
const houseWork = new Set([
  ...['alert.mark-mailed', 'bulk.next-rows', 'bulk.record-rows', 'listing.mark', 'notice.mark-mailed', 'notice.tell'],
])

export const isHouseWork = ({ name }: UseCase) => houseWork.has(name)

export function isScoped(useCase: UseCase, path: string): boolean {
  const name = path.split('.').findLast((part) => part !== '*') ?? ''
  return !(name in companyWide) && !isHouseWork(useCase)
}

export function scopedFieldsOf(useCase: UseCase): string[] {
  return idFieldsOf(useCase).filter((path) => isScoped(useCase, path))
}
