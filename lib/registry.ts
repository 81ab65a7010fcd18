// Written by `npm run generate`; a test compares it with the modules.
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import { undoReturnReceipt } from '@/lib/modules/aftersales/undo-return-receipt'
import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { addImage } from '@/lib/modules/catalog/add-image'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteCategory } from '@/lib/modules/catalog/delete-category'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { dropImages } from '@/lib/modules/catalog/drop-images'
import { getCategory } from '@/lib/modules/catalog/get-category'
import { getImage } from '@/lib/modules/catalog/get-image'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkuCodes } from '@/lib/modules/catalog/list-sku-codes'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { removeImage } from '@/lib/modules/catalog/remove-image'
import { setCategory } from '@/lib/modules/catalog/set-category'
import { startProductBulk } from '@/lib/modules/catalog/start-product-bulk'
import { updateCategory } from '@/lib/modules/catalog/update-category'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { authoriseConnection } from '@/lib/modules/channels/authorise-connection'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { getListing } from '@/lib/modules/channels/get-listing'
import { getReport } from '@/lib/modules/channels/get-report'
import { getShopRule } from '@/lib/modules/channels/get-shop-rule'
import { listListings } from '@/lib/modules/channels/list-listings'
import { listReports } from '@/lib/modules/channels/list-reports'
import { mapCodes } from '@/lib/modules/channels/map-codes'
import { mapListing } from '@/lib/modules/channels/map-listing'
import { mapListings } from '@/lib/modules/channels/map-listings'
import { markListings } from '@/lib/modules/channels/mark-listings'
import { permitConnection } from '@/lib/modules/channels/permit-connection'
import { pushListing } from '@/lib/modules/channels/push-listing'
import { queueReports } from '@/lib/modules/channels/queue-reports'
import { receiveDelivery } from '@/lib/modules/channels/receive-delivery'
import { retryReport } from '@/lib/modules/channels/retry-report'
import { runFlow } from '@/lib/modules/channels/run-flow'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { tellStopped } from '@/lib/modules/channels/tell-stopped'
import { testConnection } from '@/lib/modules/channels/test-connection'
import { unmapListing } from '@/lib/modules/channels/unmap-listing'
import { wakeDeliveries } from '@/lib/modules/channels/wake-deliveries'
import { wakeFlows } from '@/lib/modules/channels/wake-flows'
import { wakePulls } from '@/lib/modules/channels/wake-pulls'
import { wakeReports } from '@/lib/modules/channels/wake-reports'
import { warnExpiring } from '@/lib/modules/channels/warn-expiring'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { revealCustomer } from '@/lib/modules/customers/reveal-customer'
import { startCustomerBulk } from '@/lib/modules/customers/start-customer-bulk'
import { updateCustomer } from '@/lib/modules/customers/update-customer'
import { beginStress } from '@/lib/modules/dispatch/begin-stress'
import { getCheck } from '@/lib/modules/dispatch/get-check'
import { getMessage } from '@/lib/modules/dispatch/get-message'
import { getOrderPath } from '@/lib/modules/dispatch/get-order-path'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { getStressRun } from '@/lib/modules/dispatch/get-stress-run'
import { keepCheck } from '@/lib/modules/dispatch/keep-check'
import { keepStress } from '@/lib/modules/dispatch/keep-stress'
import { killJob } from '@/lib/modules/dispatch/kill'
import { listChecks } from '@/lib/modules/dispatch/list-checks'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { listShopFlows } from '@/lib/modules/dispatch/list-shop-flows'
import { listStressRuns } from '@/lib/modules/dispatch/list-stress-runs'
import { muteTrouble } from '@/lib/modules/dispatch/mute'
import { nightlyCheck } from '@/lib/modules/dispatch/nightly-check'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { purgeApiRequests } from '@/lib/modules/dispatch/purge-api-requests'
import { purgeIdempotencyKeys } from '@/lib/modules/dispatch/purge-idempotency-keys'
import { purgeJobs } from '@/lib/modules/dispatch/purge-jobs'
import { purgeLists } from '@/lib/modules/dispatch/purge-lists'
import { purgeOutbox } from '@/lib/modules/dispatch/purge-outbox'
import { purgeTaskSteps } from '@/lib/modules/dispatch/purge-task-steps'
import { releaseHeld } from '@/lib/modules/dispatch/release-held'
import { repairFlow } from '@/lib/modules/dispatch/repair'
import { replayMessages } from '@/lib/modules/dispatch/replay-messages'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { revealMessage } from '@/lib/modules/dispatch/reveal-message'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { sealWords } from '@/lib/modules/dispatch/seal-words'
import { startCheck } from '@/lib/modules/dispatch/start-check'
import { startStress } from '@/lib/modules/dispatch/start-stress'
import { tellLowStock, tellNotices } from '@/lib/modules/dispatch/tell-notices'
import { unmuteTrouble } from '@/lib/modules/dispatch/unmute'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { cancelImport } from '@/lib/modules/exchange/cancel-import'
import { countViews } from '@/lib/modules/exchange/count-views'
import { createImport } from '@/lib/modules/exchange/create-import'
import { endKilled } from '@/lib/modules/exchange/end-killed'
import { exportAudit } from '@/lib/modules/exchange/export-audit'
import { exportCustomers } from '@/lib/modules/exchange/export-customers'
import {
  exportFloorPeople,
  exportHandOvers,
  exportOutput,
  exportShortages,
  exportStations,
  exportWaves,
} from '@/lib/modules/exchange/export-floor'
import {
  exportAdjustments,
  exportBatches,
  exportCategories,
  exportLayers,
  exportLowStock,
  exportMovements,
  exportProducts,
  exportSerials,
  exportSkus,
  exportStock,
} from '@/lib/modules/exchange/export-goods'
import {
  exportCalls,
  exportFulfilments,
  exportOrders,
  exportRejects,
  exportReturnRequests,
} from '@/lib/modules/exchange/export-orders'
import {
  exportBatchOrders,
  exportBinStock,
  exportBins,
  exportMoves,
  exportPutAway,
  exportReceipts,
  exportStockAt,
  exportTransfers,
  exportZones,
} from '@/lib/modules/exchange/export-places'
import {
  exportAssemblies,
  exportPoolIncoming,
  exportPoolMoves,
  exportPoolStock,
  exportPools,
} from '@/lib/modules/exchange/export-pools'
import { exportPrints, exportWaybills } from '@/lib/modules/exchange/export-prints'
import {
  exportFeedback,
  exportImports,
  exportMembers,
  exportShops,
  exportWarehouses,
} from '@/lib/modules/exchange/export-settings'
import { exportStocktakeLines, exportStocktakes } from '@/lib/modules/exchange/export-stocktakes'
import {
  exportAlerts,
  exportApiKeys,
  exportBlacklist,
  exportBulkJobs,
  exportListings,
  exportMessages,
  exportPresales,
  exportRoles,
  exportShipmentReports,
} from '@/lib/modules/exchange/export-work'
import { findInList } from '@/lib/modules/exchange/find-in-list'
import { getImport } from '@/lib/modules/exchange/get-import'
import { getImportRejects } from '@/lib/modules/exchange/get-import-rejects'
import { getMissingNumbers } from '@/lib/modules/exchange/get-missing-numbers'
import { listImportErrors } from '@/lib/modules/exchange/list-import-errors'
import { listImports } from '@/lib/modules/exchange/list-imports'
import { purgeImports } from '@/lib/modules/exchange/purge-imports'
import { reviveImports } from '@/lib/modules/exchange/revive-imports'
import { startImport } from '@/lib/modules/exchange/start-import'
import { undoImport } from '@/lib/modules/exchange/undo-import'
import { cancelAssembly } from '@/lib/modules/inventory/cancel-assembly'
import { cancelStocktake } from '@/lib/modules/inventory/cancel-stocktake'
import { cancelTransfer } from '@/lib/modules/inventory/cancel-transfer'
import { closeBin } from '@/lib/modules/inventory/close-bin'
import { closeZone } from '@/lib/modules/inventory/close-zone'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createBins } from '@/lib/modules/inventory/create-bins'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { endDuePools } from '@/lib/modules/inventory/end-due-pools'
import { endPool } from '@/lib/modules/inventory/end-pool'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { getAssembly } from '@/lib/modules/inventory/get-assembly'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { getBin } from '@/lib/modules/inventory/get-bin'
import { getMove } from '@/lib/modules/inventory/get-move'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import { getPool } from '@/lib/modules/inventory/get-pool'
import { getPoolMove } from '@/lib/modules/inventory/get-pool-move'
import { getReceipt } from '@/lib/modules/inventory/get-receipt'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { getThresholds } from '@/lib/modules/inventory/get-thresholds'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { getZone } from '@/lib/modules/inventory/get-zone'
import { leaveOutLines } from '@/lib/modules/inventory/leave-out-lines'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { listPoolIncoming } from '@/lib/modules/inventory/list-pool-incoming'
import { listPoolMoves } from '@/lib/modules/inventory/list-pool-moves'
import { listPoolStock } from '@/lib/modules/inventory/list-pool-stock'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { listStocktakes } from '@/lib/modules/inventory/list-stocktakes'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { recountStocktake } from '@/lib/modules/inventory/recount-stocktake'
import { reopenBin } from '@/lib/modules/inventory/reopen-bin'
import { reopenZone } from '@/lib/modules/inventory/reopen-zone'
import { reviewStocktake } from '@/lib/modules/inventory/review-stocktake'
import { setPoolIncoming } from '@/lib/modules/inventory/set-pool-incoming'
import { setThresholds } from '@/lib/modules/inventory/set-thresholds'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { stockChanges } from '@/lib/modules/inventory/stock-changes'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { undoPoolMove } from '@/lib/modules/inventory/undo-pool-move'
import { updateBin } from '@/lib/modules/inventory/update-bin'
import { updatePool } from '@/lib/modules/inventory/update-pool'
import { updateTransfer } from '@/lib/modules/inventory/update-transfer'
import { updateZone } from '@/lib/modules/inventory/update-zone'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { addRecordNote } from '@/lib/modules/marks/add-note'
import { editRecordNote } from '@/lib/modules/marks/edit-note'
import { listMarks } from '@/lib/modules/marks/list-marks'
import { listNotes } from '@/lib/modules/marks/list-notes'
import { setMarks } from '@/lib/modules/marks/set-marks'
import { answerPlan } from '@/lib/modules/onboarding/answer-plan'
import { applyPlan } from '@/lib/modules/onboarding/apply-plan'
import { getPlan } from '@/lib/modules/onboarding/get-plan'
import { addGift } from '@/lib/modules/orders/add-gift'
import { addNote } from '@/lib/modules/orders/add-note'
import { addToBlacklist } from '@/lib/modules/orders/add-to-blacklist'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { cancelDryRun } from '@/lib/modules/orders/cancel-dry-run'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { countNews } from '@/lib/modules/orders/count-news'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { createOrder } from '@/lib/modules/orders/create-order'
import { createTag } from '@/lib/modules/orders/create-tag'
import { deleteTag } from '@/lib/modules/orders/delete-tag'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { dismissReject } from '@/lib/modules/orders/dismiss-reject'
import { editNote } from '@/lib/modules/orders/edit-note'
import { expireBatches } from '@/lib/modules/orders/expire-batches'
import { findNumbers } from '@/lib/modules/orders/find-numbers'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { forgetRoutes } from '@/lib/modules/orders/forget-routes'
import { getBlacklistEntry } from '@/lib/modules/orders/get-blacklist-entry'
import { getCancelPlan } from '@/lib/modules/orders/get-cancel-plan'
import { getDryRun } from '@/lib/modules/orders/get-dry-run'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getLineage } from '@/lib/modules/orders/get-lineage'
import { getNumberSet } from '@/lib/modules/orders/get-number-set'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getPresaleSku } from '@/lib/modules/orders/get-presale-sku'
import { getRefunds } from '@/lib/modules/orders/get-refunds'
import { getReject } from '@/lib/modules/orders/get-reject'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { getSplitPlan } from '@/lib/modules/orders/get-split-plan'
import { goOnDryRuns } from '@/lib/modules/orders/go-on-dry-runs'
import { healOrders } from '@/lib/modules/orders/heal-orders'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { keepBuyer } from '@/lib/modules/orders/keep-buyer'
import { keyOrders } from '@/lib/modules/orders/key-orders'
import { letPresaleGo } from '@/lib/modules/orders/let-presale-go'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { listBlacklist } from '@/lib/modules/orders/list-blacklist'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listDryRuns } from '@/lib/modules/orders/list-dry-runs'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listPresaleSkus } from '@/lib/modules/orders/list-presale-skus'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { listTags } from '@/lib/modules/orders/list-tags'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { mergeSkus } from '@/lib/modules/orders/merge-skus'
import { moveFulfilment } from '@/lib/modules/orders/move-fulfilment'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { noteRefunds } from '@/lib/modules/orders/note-refunds'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { previewRouting } from '@/lib/modules/orders/preview-routing'
import { previewRules } from '@/lib/modules/orders/preview-rules'
import { promisePresale } from '@/lib/modules/orders/promise-presale'
import { rebuildCounters } from '@/lib/modules/orders/rebuild-counters'
import { recordCall } from '@/lib/modules/orders/record-call'
import { recordPayment } from '@/lib/modules/orders/record-payment'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { refundDone } from '@/lib/modules/orders/refund-done'
import { releaseFinanceReview } from '@/lib/modules/orders/release-finance-review'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { removeFromBlacklist } from '@/lib/modules/orders/remove-from-blacklist'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { removePresaleSku } from '@/lib/modules/orders/remove-presale-sku'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { rerunRouting } from '@/lib/modules/orders/rerun-routing'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { restoreTag } from '@/lib/modules/orders/restore-tag'
import { revealBuyer } from '@/lib/modules/orders/reveal-buyer'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setPresale } from '@/lib/modules/orders/set-presale'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { setSealed } from '@/lib/modules/orders/set-sealed'
import { setTags } from '@/lib/modules/orders/set-tags'
import { setUrgent } from '@/lib/modules/orders/set-urgent'
import { settleWaitingRefunds } from '@/lib/modules/orders/settle-waiting-refunds'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { startDryRun } from '@/lib/modules/orders/start-dry-run'
import { startParcelBulk } from '@/lib/modules/orders/start-parcel-bulk'
import { startRejectBulk } from '@/lib/modules/orders/start-reject-bulk'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { suspectAgain } from '@/lib/modules/orders/suspect-again'
import { takeGoods } from '@/lib/modules/orders/take-goods'
import { testRules } from '@/lib/modules/orders/test-rules'
import { traceSerial } from '@/lib/modules/orders/trace-serial'
import { trackSku } from '@/lib/modules/orders/track-sku'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { unblockFulfilment } from '@/lib/modules/orders/unblock-fulfilment'
import { undoOrder } from '@/lib/modules/orders/undo-order'
import { unlockBatch } from '@/lib/modules/orders/unlock-batch'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { updateTag } from '@/lib/modules/orders/update-tag'
import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { listPrints } from '@/lib/modules/prints/list-prints'
import { listWaybillPools } from '@/lib/modules/prints/list-waybill-pools'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { openPrint } from '@/lib/modules/prints/open-print'
import { previewPrint } from '@/lib/modules/prints/preview-print'
import { printBinLabels } from '@/lib/modules/prints/print-bin-labels'
import { printCartonMarks } from '@/lib/modules/prints/print-carton-marks'
import { printCommandSheet } from '@/lib/modules/prints/print-command-sheet'
import { printCountSheet } from '@/lib/modules/prints/print-count-sheet'
import { printHandOver } from '@/lib/modules/prints/print-hand-over'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { printPickList } from '@/lib/modules/prints/print-pick-list'
import { printSkuLabels } from '@/lib/modules/prints/print-sku-labels'
import { printSlips } from '@/lib/modules/prints/print-slips'
import { printWaveSummary } from '@/lib/modules/prints/print-wave-summary'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { updateWaybillPool } from '@/lib/modules/prints/update-waybill-pool'
import { voidWaybill } from '@/lib/modules/prints/void-waybill'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { getAlertSettings } from '@/lib/modules/purchasing/get-alert-settings'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { markMailedAlerts } from '@/lib/modules/purchasing/mark-mailed-alerts'
import { purgeAlerts } from '@/lib/modules/purchasing/purge-alerts'
import { refreshAlerts } from '@/lib/modules/purchasing/refresh-alerts'
import { setAlertSettings } from '@/lib/modules/purchasing/set-alert-settings'
import { settleAlert } from '@/lib/modules/purchasing/settle-alert'
import { snoozeAlert } from '@/lib/modules/purchasing/snooze-alert'
import { startAlertBulk } from '@/lib/modules/purchasing/start-alert-bulk'
import { suggestTransfers } from '@/lib/modules/purchasing/suggest-transfers'
import { takeMailableAlerts } from '@/lib/modules/purchasing/take-mailable-alerts'
import { transferForAlert } from '@/lib/modules/purchasing/transfer-for-alert'
import { dashboard } from '@/lib/modules/reports/dashboard'
import { findRecords } from '@/lib/modules/reports/find-records'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { getRules } from '@/lib/modules/rules/get-rules'
import { getVersion } from '@/lib/modules/rules/get-version'
import { listRules } from '@/lib/modules/rules/list-rules'
import { listTemplates } from '@/lib/modules/rules/list-templates'
import { listVersions } from '@/lib/modules/rules/list-versions'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { rollBackRules } from '@/lib/modules/rules/roll-back-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { answerFeedback } from '@/lib/modules/settings/answer-feedback'
import { cancelBulk } from '@/lib/modules/settings/cancel-bulk'
import { closeShop } from '@/lib/modules/settings/close-shop'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createApiKey } from '@/lib/modules/settings/create-api-key'
import { createMember } from '@/lib/modules/settings/create-member'
import { createRole } from '@/lib/modules/settings/create-role'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createView } from '@/lib/modules/settings/create-view'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { deleteRole } from '@/lib/modules/settings/delete-role'
import { deleteView } from '@/lib/modules/settings/delete-view'
import { disableApiKey } from '@/lib/modules/settings/disable-api-key'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { enableMember } from '@/lib/modules/settings/enable-member'
import { endMemberSessions } from '@/lib/modules/settings/end-member-sessions'
import { followBuiltInRoles } from '@/lib/modules/settings/follow-built-in-roles'
import { getApiKey } from '@/lib/modules/settings/get-api-key'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { getBulkRefused } from '@/lib/modules/settings/get-bulk-refused'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getFeedback } from '@/lib/modules/settings/get-feedback'
import { getMember } from '@/lib/modules/settings/get-member'
import { getPreferences } from '@/lib/modules/settings/get-preferences'
import { getProfile } from '@/lib/modules/settings/get-profile'
import { getRole } from '@/lib/modules/settings/get-role'
import { getSetup } from '@/lib/modules/settings/get-setup'
import { getShop } from '@/lib/modules/settings/get-shop'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { hideSetup } from '@/lib/modules/settings/hide-setup'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listApiRequests } from '@/lib/modules/settings/list-api-requests'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listBulk } from '@/lib/modules/settings/list-bulk'
import { listFeedback } from '@/lib/modules/settings/list-feedback'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listViews } from '@/lib/modules/settings/list-views'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { me } from '@/lib/modules/settings/me'
import { memberAccess } from '@/lib/modules/settings/member-access'
import { memberNames } from '@/lib/modules/settings/member-names'
import { memberSessions } from '@/lib/modules/settings/member-sessions'
import { myFeedback } from '@/lib/modules/settings/my-feedback'
import { readNotices } from '@/lib/modules/settings/read-notices'
import { recordBulkRows } from '@/lib/modules/settings/record-bulk-rows'
import { recordSecurity } from '@/lib/modules/settings/record-security'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { resetDemo } from '@/lib/modules/settings/reset-demo'
import { resetRole } from '@/lib/modules/settings/reset-role'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import { sendFeedback } from '@/lib/modules/settings/send-feedback'
import { setAreas } from '@/lib/modules/settings/set-areas'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import { setProfile } from '@/lib/modules/settings/set-profile'
import { shareView } from '@/lib/modules/settings/share-view'
import { takeBulkRows } from '@/lib/modules/settings/take-bulk-rows'
import { markMailed, takeMailNotices } from '@/lib/modules/settings/take-mail-notices'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { updateMember } from '@/lib/modules/settings/update-member'
import { updateRole } from '@/lib/modules/settings/update-role'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { updateView } from '@/lib/modules/settings/update-view'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { viewAsRole } from '@/lib/modules/settings/view-as-role'
import { acceptWeight } from '@/lib/modules/warehouse/accept-weight'
import { addPhoto } from '@/lib/modules/warehouse/add-photo'
import { bindStation } from '@/lib/modules/warehouse/bind-station'
import { cancelWave } from '@/lib/modules/warehouse/cancel-wave'
import { createCarton } from '@/lib/modules/warehouse/create-carton'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { enterStation } from '@/lib/modules/warehouse/enter-station'
import { floorBoard } from '@/lib/modules/warehouse/floor-board'
import { followStrayWaves } from '@/lib/modules/warehouse/follow-stray-waves'
import { getGoods } from '@/lib/modules/warehouse/get-goods'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { getPhoto } from '@/lib/modules/warehouse/get-photo'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { leaveStation } from '@/lib/modules/warehouse/leave-station'
import { listCartons } from '@/lib/modules/warehouse/list-cartons'
import { listFloorPeople } from '@/lib/modules/warehouse/list-floor-people'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { listPhotos } from '@/lib/modules/warehouse/list-photos'
import { listPickFaces } from '@/lib/modules/warehouse/list-pick-faces'
import { listReplenishment } from '@/lib/modules/warehouse/list-replenishment'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { listStations } from '@/lib/modules/warehouse/list-stations'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { parcelWork } from '@/lib/modules/warehouse/parcel-work'
import { purgePhotos } from '@/lib/modules/warehouse/purge-photos'
import { removePhoto } from '@/lib/modules/warehouse/remove-photo'
import { scanCarton } from '@/lib/modules/warehouse/scan-carton'
import { scanCheck } from '@/lib/modules/warehouse/scan-check'
import { scanCount } from '@/lib/modules/warehouse/scan-count'
import { scanMove } from '@/lib/modules/warehouse/scan-move'
import { scanPick } from '@/lib/modules/warehouse/scan-pick'
import { scanPutAway } from '@/lib/modules/warehouse/scan-put-away'
import { scanReceive } from '@/lib/modules/warehouse/scan-receive'
import { scanReturn } from '@/lib/modules/warehouse/scan-return'
import { scanShip } from '@/lib/modules/warehouse/scan-ship'
import { scanShort } from '@/lib/modules/warehouse/scan-short'
import { scanSort } from '@/lib/modules/warehouse/scan-sort'
import { scanTransferReceive } from '@/lib/modules/warehouse/scan-transfer-receive'
import { scanTransferSend } from '@/lib/modules/warehouse/scan-transfer-send'
import { scanUnship } from '@/lib/modules/warehouse/scan-unship'
import { scanWeigh } from '@/lib/modules/warehouse/scan-weigh'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { setFloorPerson } from '@/lib/modules/warehouse/set-floor-person'
import { setOwnPin } from '@/lib/modules/warehouse/set-own-pin'
import { setPickFace } from '@/lib/modules/warehouse/set-pick-face'
import { settleShortage } from '@/lib/modules/warehouse/settle-shortage'
import { takeReplenishment } from '@/lib/modules/warehouse/take-replenishment'
import { updateCarton } from '@/lib/modules/warehouse/update-carton'
import { updateStation } from '@/lib/modules/warehouse/update-station'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { createWebhook } from '@/lib/modules/webhooks/create-webhook'
import { deleteWebhook } from '@/lib/modules/webhooks/delete-webhook'
import { getWebhook } from '@/lib/modules/webhooks/get-webhook'
import { listWebhookMessages } from '@/lib/modules/webhooks/list-webhook-messages'
import { listWebhooks } from '@/lib/modules/webhooks/list-webhooks'
import { resendWebhookMessage } from '@/lib/modules/webhooks/resend-webhook-message'
import { rotateWebhookSecret } from '@/lib/modules/webhooks/rotate-webhook-secret'
import { storeMessages } from '@/lib/modules/webhooks/store-messages'
import { tellDisabled } from '@/lib/modules/webhooks/tell-disabled'
import { testWebhook } from '@/lib/modules/webhooks/test-webhook'
import { updateWebhook } from '@/lib/modules/webhooks/update-webhook'
import { wakeWebhooks } from '@/lib/modules/webhooks/wake-webhooks'
import type { UseCase } from '@/lib/platform/door/use-case'

export const registry: readonly UseCase[] = [
  getReturnRequest,
  ingestReturns,
  listReturnRequests,
  receiveReturn,
  undoReturnReceipt,
  activateProduct,
  addImage,
  createCategory,
  createProduct,
  deleteCategory,
  deleteProduct,
  discontinueProduct,
  dropImages,
  getCategory,
  getImage,
  getProduct,
  getSku,
  listCategories,
  listProducts,
  listSkuCodes,
  listSkus,
  removeImage,
  setCategory,
  startProductBulk,
  updateCategory,
  updateProduct,
  updateSku,
  authoriseConnection,
  getConnection,
  getFlows,
  getListing,
  getReport,
  getShopRule,
  listListings,
  listReports,
  mapCodes,
  mapListing,
  mapListings,
  markListings,
  permitConnection,
  pushListing,
  queueReports,
  receiveDelivery,
  retryReport,
  runFlow,
  setConnection,
  setShopRule,
  tellStopped,
  testConnection,
  unmapListing,
  wakeDeliveries,
  wakeFlows,
  wakePulls,
  wakeReports,
  warnExpiring,
  createCustomer,
  getCustomer,
  listCustomers,
  revealCustomer,
  startCustomerBulk,
  updateCustomer,
  beginStress,
  getCheck,
  getMessage,
  getOrderPath,
  getStatus,
  getStressRun,
  keepCheck,
  keepStress,
  killJob,
  listChecks,
  listMessages,
  listShopFlows,
  listStressRuns,
  muteTrouble,
  nightlyCheck,
  pauseJobs,
  purgeApiRequests,
  purgeIdempotencyKeys,
  purgeJobs,
  purgeLists,
  purgeOutbox,
  purgeTaskSteps,
  releaseHeld,
  repairFlow,
  replayMessages,
  resumeJobs,
  revealMessage,
  sealAudit,
  sealWords,
  startCheck,
  startStress,
  tellNotices,
  tellLowStock,
  unmuteTrouble,
  verifyInvariants,
  cancelImport,
  countViews,
  createImport,
  endKilled,
  exportAudit,
  exportCustomers,
  exportWaves,
  exportShortages,
  exportHandOvers,
  exportStations,
  exportFloorPeople,
  exportOutput,
  exportProducts,
  exportSkus,
  exportCategories,
  exportStock,
  exportLowStock,
  exportMovements,
  exportAdjustments,
  exportLayers,
  exportBatches,
  exportSerials,
  exportOrders,
  exportFulfilments,
  exportCalls,
  exportRejects,
  exportReturnRequests,
  exportReceipts,
  exportTransfers,
  exportMoves,
  exportZones,
  exportBins,
  exportBinStock,
  exportPutAway,
  exportBatchOrders,
  exportStockAt,
  exportPools,
  exportPoolStock,
  exportPoolIncoming,
  exportPoolMoves,
  exportAssemblies,
  exportPrints,
  exportWaybills,
  exportShops,
  exportWarehouses,
  exportMembers,
  exportImports,
  exportFeedback,
  exportStocktakes,
  exportStocktakeLines,
  exportAlerts,
  exportPresales,
  exportBlacklist,
  exportRoles,
  exportApiKeys,
  exportBulkJobs,
  exportListings,
  exportShipmentReports,
  exportMessages,
  findInList,
  getImport,
  getImportRejects,
  getMissingNumbers,
  listImportErrors,
  listImports,
  purgeImports,
  reviveImports,
  startImport,
  undoImport,
  cancelAssembly,
  cancelStocktake,
  cancelTransfer,
  closeBin,
  closeZone,
  completeAssembly,
  countStocktake,
  createAssembly,
  createBin,
  createBins,
  createPool,
  createPoolMove,
  createStocktake,
  createTransfer,
  createZone,
  endDuePools,
  endPool,
  getAdjustment,
  getAssembly,
  getBatch,
  getBin,
  getMove,
  getMovement,
  getPool,
  getPoolMove,
  getReceipt,
  getStocktake,
  getThresholds,
  getTransfer,
  getZone,
  leaveOutLines,
  listAdjustments,
  listAssemblies,
  listBatches,
  listBinStock,
  listBins,
  listLayers,
  listLowStock,
  listMovements,
  listMoves,
  listPoolIncoming,
  listPoolMoves,
  listPoolStock,
  listPools,
  listPutAway,
  listReceipts,
  listSerials,
  listStock,
  listStocktakeLines,
  listStocktakes,
  listTransfers,
  listZones,
  receiveStock,
  receiveTransfer,
  recountStocktake,
  reopenBin,
  reopenZone,
  reviewStocktake,
  setPoolIncoming,
  setThresholds,
  shipTransfer,
  snapshotStock,
  stockAt,
  stockChanges,
  submitStocktake,
  undoPoolMove,
  updateBin,
  updatePool,
  updateTransfer,
  updateZone,
  valueStock,
  addRecordNote,
  editRecordNote,
  listMarks,
  listNotes,
  setMarks,
  answerPlan,
  applyPlan,
  getPlan,
  addGift,
  addNote,
  addToBlacklist,
  adjustStock,
  allocateOrders,
  applyRules,
  assignOrders,
  blockFulfilment,
  cancelDryRun,
  cancelOrder,
  countNews,
  countOrders,
  createOrder,
  createTag,
  deleteTag,
  deliverOrder,
  dismissReject,
  editNote,
  expireBatches,
  findNumbers,
  foldOrderDeltas,
  forgetRoutes,
  getBlacklistEntry,
  getCancelPlan,
  getDryRun,
  getFulfilment,
  getLineage,
  getNumberSet,
  getOrder,
  getPresaleSku,
  getRefunds,
  getReject,
  getRuleTraces,
  getSplitPlan,
  goOnDryRuns,
  healOrders,
  holdOrder,
  ingestOrders,
  keepBuyer,
  keyOrders,
  letPresaleGo,
  listBatchOrders,
  listBlacklist,
  listCalls,
  listDryRuns,
  listFulfilments,
  listMergeSuggestions,
  listOrders,
  listPresaleSkus,
  listRejects,
  listTags,
  lockBatch,
  mergeOrders,
  mergeSkus,
  moveFulfilment,
  moveStock,
  noteRefunds,
  postStocktake,
  previewRouting,
  previewRules,
  promisePresale,
  rebuildCounters,
  recordCall,
  recordPayment,
  recordTracking,
  refundDone,
  releaseFinanceReview,
  releaseHold,
  removeFromBlacklist,
  removeGift,
  removePresaleSku,
  replayReject,
  rerouteOrder,
  rerunRouting,
  rerunRules,
  restoreTag,
  revealBuyer,
  reviewOrder,
  setFlags,
  setPresale,
  setPresaleSku,
  setSealed,
  setTags,
  setUrgent,
  settleWaitingRefunds,
  shipFulfilment,
  splitByPlan,
  splitOrder,
  startOrderBulk,
  startDryRun,
  startParcelBulk,
  startRejectBulk,
  startStocktake,
  suspectAgain,
  takeGoods,
  testRules,
  traceSerial,
  trackSku,
  unapproveOrder,
  unblockFulfilment,
  undoOrder,
  unlockBatch,
  unmergeFulfilment,
  unshipFulfilment,
  unsplitOrder,
  updateTag,
  createWaybillPool,
  getPrintSettings,
  listPrints,
  listWaybillPools,
  listWaybills,
  openPrint,
  previewPrint,
  printBinLabels,
  printCartonMarks,
  printCommandSheet,
  printCountSheet,
  printHandOver,
  printLabels,
  printPickList,
  printSkuLabels,
  printSlips,
  printWaveSummary,
  setPrintSettings,
  updateWaybillPool,
  voidWaybill,
  getAlert,
  getAlertSettings,
  listAlerts,
  markMailedAlerts,
  purgeAlerts,
  refreshAlerts,
  setAlertSettings,
  settleAlert,
  snoozeAlert,
  startAlertBulk,
  suggestTransfers,
  takeMailableAlerts,
  transferForAlert,
  dashboard,
  findRecords,
  salesReport,
  getRules,
  getVersion,
  listRules,
  listTemplates,
  listVersions,
  publishRules,
  rollBackRules,
  saveRules,
  answerFeedback,
  cancelBulk,
  closeShop,
  closeWarehouse,
  createApiKey,
  createMember,
  createRole,
  createShop,
  createView,
  createWarehouse,
  deleteRole,
  deleteView,
  disableApiKey,
  disableMember,
  enableMember,
  endMemberSessions,
  followBuiltInRoles,
  getApiKey,
  getBulk,
  getBulkRefused,
  getCompany,
  getFeedback,
  getMember,
  getPreferences,
  getProfile,
  getRole,
  getSetup,
  getShop,
  getWarehouse,
  hideSetup,
  listApiKeys,
  listApiRequests,
  listAudit,
  listBulk,
  listFeedback,
  listMembers,
  listNotices,
  listRoles,
  listShops,
  listViews,
  listWarehouses,
  me,
  memberAccess,
  memberNames,
  memberSessions,
  myFeedback,
  readNotices,
  recordBulkRows,
  recordSecurity,
  reinviteMember,
  reopenShop,
  reopenWarehouse,
  resetDemo,
  resetRole,
  retryBulk,
  sendFeedback,
  setAreas,
  setPreferences,
  setProfile,
  shareView,
  takeBulkRows,
  takeMailNotices,
  markMailed,
  updateCompany,
  updateMember,
  updateRole,
  updateShop,
  updateView,
  updateWarehouse,
  viewAsRole,
  acceptWeight,
  addPhoto,
  bindStation,
  cancelWave,
  createCarton,
  createHandOver,
  createStation,
  createWave,
  enterStation,
  floorBoard,
  followStrayWaves,
  getGoods,
  getHandOver,
  getParcel,
  getPhoto,
  getWave,
  leaveStation,
  listCartons,
  listFloorPeople,
  listHandOvers,
  listPhotos,
  listPickFaces,
  listReplenishment,
  listShortages,
  listStations,
  listWaves,
  parcelWork,
  purgePhotos,
  removePhoto,
  scanCarton,
  scanCheck,
  scanCount,
  scanMove,
  scanPick,
  scanPutAway,
  scanReceive,
  scanReturn,
  scanShip,
  scanShort,
  scanSort,
  scanTransferReceive,
  scanTransferSend,
  scanUnship,
  scanWeigh,
  setCutOff,
  setFloorPerson,
  setOwnPin,
  setPickFace,
  settleShortage,
  takeReplenishment,
  updateCarton,
  updateStation,
  waveRoute,
  workOutput,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhookMessages,
  listWebhooks,
  resendWebhookMessage,
  rotateWebhookSecret,
  storeMessages,
  tellDisabled,
  testWebhook,
  updateWebhook,
  wakeWebhooks,
]
