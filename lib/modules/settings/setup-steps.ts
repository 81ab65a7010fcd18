/** What a company does first, in this order; each is shown to who may do it and leads to where it is done. */
export const setupSteps = [
  { key: 'plan', permission: 'setup-plan.answer' },
  { key: 'company', permission: 'company.set-profile' },
  { key: 'shop', permission: 'shop.create' },
  { key: 'warehouse', permission: 'warehouse.create' },
  { key: 'product', permission: 'product.create' },
  { key: 'stock', permission: 'stock.adjust' },
  { key: 'members', permission: 'member.create' },
  { key: 'order', permission: 'order.create' },
  { key: 'review', permission: 'order.review' },
  { key: 'ship', permission: 'fulfilment.ship' },
] as const
