// Written by `npm run generate`; a test compares it with the modules.
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { getCategory } from '@/lib/modules/catalog/get-category'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateCategory } from '@/lib/modules/catalog/update-category'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { purgeIdempotencyKeys } from '@/lib/modules/dispatch/purge-idempotency-keys'
import { purgeOutbox } from '@/lib/modules/dispatch/purge-outbox'
import { purgeTaskSteps } from '@/lib/modules/dispatch/purge-task-steps'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { sealWords } from '@/lib/modules/dispatch/seal-words'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { stockChanges } from '@/lib/modules/inventory/stock-changes'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { addNote } from '@/lib/modules/orders/add-note'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { countNews } from '@/lib/modules/orders/count-news'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { countViews } from '@/lib/modules/orders/count-views'
import { createOrder } from '@/lib/modules/orders/create-order'
import { createTag } from '@/lib/modules/orders/create-tag'
import { deleteTag } from '@/lib/modules/orders/delete-tag'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { dismissReject } from '@/lib/modules/orders/dismiss-reject'
import { editNote } from '@/lib/modules/orders/edit-note'
import { findNumbers } from '@/lib/modules/orders/find-numbers'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { forgetRoutes } from '@/lib/modules/orders/forget-routes'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getLineage } from '@/lib/modules/orders/get-lineage'
import { getNumberSet } from '@/lib/modules/orders/get-number-set'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getPackingSlip } from '@/lib/modules/orders/get-packing-slip'
import { getReject } from '@/lib/modules/orders/get-reject'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { getSplitPlan } from '@/lib/modules/orders/get-split-plan'
import { healOrders } from '@/lib/modules/orders/heal-orders'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { listTags } from '@/lib/modules/orders/list-tags'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { rebuildCounters } from '@/lib/modules/orders/rebuild-counters'
import { recordCall } from '@/lib/modules/orders/record-call'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { releaseFinanceReview } from '@/lib/modules/orders/release-finance-review'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { revealBuyer } from '@/lib/modules/orders/reveal-buyer'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setSealed } from '@/lib/modules/orders/set-sealed'
import { setTags } from '@/lib/modules/orders/set-tags'
import { setUrgent } from '@/lib/modules/orders/set-urgent'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { dashboard } from '@/lib/modules/reports/dashboard'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { getRules } from '@/lib/modules/rules/get-rules'
import { getVersion } from '@/lib/modules/rules/get-version'
import { listRules } from '@/lib/modules/rules/list-rules'
import { listVersions } from '@/lib/modules/rules/list-versions'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { rollBackRules } from '@/lib/modules/rules/roll-back-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { closeShop } from '@/lib/modules/settings/close-shop'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createApiKey } from '@/lib/modules/settings/create-api-key'
import { createMember } from '@/lib/modules/settings/create-member'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createView } from '@/lib/modules/settings/create-view'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { deleteView } from '@/lib/modules/settings/delete-view'
import { disableApiKey } from '@/lib/modules/settings/disable-api-key'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { enableMember } from '@/lib/modules/settings/enable-member'
import { getApiKey } from '@/lib/modules/settings/get-api-key'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getMember } from '@/lib/modules/settings/get-member'
import { getPreferences } from '@/lib/modules/settings/get-preferences'
import { getRole } from '@/lib/modules/settings/get-role'
import { getShop } from '@/lib/modules/settings/get-shop'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listViews } from '@/lib/modules/settings/list-views'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { me } from '@/lib/modules/settings/me'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import { shareView } from '@/lib/modules/settings/share-view'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { updateMember } from '@/lib/modules/settings/update-member'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { updateView } from '@/lib/modules/settings/update-view'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import type { UseCase } from '@/lib/platform/door/use-case'

export const registry: readonly UseCase[] = [
  getReturnRequest,
  ingestReturns,
  listReturnRequests,
  activateProduct,
  createCategory,
  createProduct,
  deleteProduct,
  discontinueProduct,
  getCategory,
  getProduct,
  getSku,
  listCategories,
  listProducts,
  listSkus,
  updateCategory,
  updateProduct,
  updateSku,
  purgeIdempotencyKeys,
  purgeOutbox,
  purgeTaskSteps,
  sealAudit,
  sealWords,
  verifyInvariants,
  getAdjustment,
  getMovement,
  listAdjustments,
  listLayers,
  listLowStock,
  listMovements,
  listStock,
  snapshotStock,
  stockAt,
  stockChanges,
  valueStock,
  addNote,
  adjustStock,
  allocateOrders,
  applyRules,
  assignOrders,
  cancelOrder,
  countNews,
  countOrders,
  countViews,
  createOrder,
  createTag,
  deleteTag,
  deliverOrder,
  dismissReject,
  editNote,
  findNumbers,
  foldOrderDeltas,
  forgetRoutes,
  getFulfilment,
  getLineage,
  getNumberSet,
  getOrder,
  getPackingSlip,
  getReject,
  getRuleTraces,
  getSplitPlan,
  healOrders,
  holdOrder,
  ingestOrders,
  listCalls,
  listFulfilments,
  listMergeSuggestions,
  listOrders,
  listRejects,
  listTags,
  mergeOrders,
  rebuildCounters,
  recordCall,
  recordTracking,
  releaseFinanceReview,
  releaseHold,
  replayReject,
  rerouteOrder,
  revealBuyer,
  reviewOrder,
  setFlags,
  setSealed,
  setTags,
  setUrgent,
  shipFulfilment,
  splitByPlan,
  splitOrder,
  unapproveOrder,
  unmergeFulfilment,
  unshipFulfilment,
  unsplitOrder,
  dashboard,
  salesReport,
  getRules,
  getVersion,
  listRules,
  listVersions,
  publishRules,
  rollBackRules,
  saveRules,
  closeShop,
  closeWarehouse,
  createApiKey,
  createMember,
  createShop,
  createView,
  createWarehouse,
  deleteView,
  disableApiKey,
  disableMember,
  enableMember,
  getApiKey,
  getCompany,
  getMember,
  getPreferences,
  getRole,
  getShop,
  getWarehouse,
  listApiKeys,
  listAudit,
  listMembers,
  listRoles,
  listShops,
  listViews,
  listWarehouses,
  me,
  reinviteMember,
  reopenShop,
  reopenWarehouse,
  setPreferences,
  shareView,
  updateCompany,
  updateMember,
  updateShop,
  updateView,
  updateWarehouse,
]
