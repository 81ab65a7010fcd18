import type { Locale } from '@/lib/platform/i18n/locales'
import accountEn from '@/messages/en/account.json'
import alertsEn from '@/messages/en/alerts.json'
import authEn from '@/messages/en/auth.json'
import batchesEn from '@/messages/en/batches.json'
import bulkEn from '@/messages/en/bulk.json'
import catalogEn from '@/messages/en/catalog.json'
import channelsEn from '@/messages/en/channels.json'
import commonEn from '@/messages/en/common.json'
import customersEn from '@/messages/en/customers.json'
import dashboardEn from '@/messages/en/dashboard.json'
import dispatchEn from '@/messages/en/dispatch.json'
import errorsEn from '@/messages/en/errors.json'
import exchangeEn from '@/messages/en/exchange.json'
import feedbackEn from '@/messages/en/feedback.json'
import floorEn from '@/messages/en/floor.json'
import helpEn from '@/messages/en/help.json'
import listingsEn from '@/messages/en/listings.json'
import logisticsEn from '@/messages/en/logistics.json'
import marksEn from '@/messages/en/marks.json'
import navEn from '@/messages/en/nav.json'
import onboardingEn from '@/messages/en/onboarding.json'
import ordersEn from '@/messages/en/orders.json'
import placesEn from '@/messages/en/places.json'
import poolsEn from '@/messages/en/pools.json'
import printsEn from '@/messages/en/prints.json'
import proofsEn from '@/messages/en/proofs.json'
import publicEn from '@/messages/en/public.json'
import reportsEn from '@/messages/en/reports.json'
import rulesEn from '@/messages/en/rules.json'
import ruleWordsEn from '@/messages/en/ruleWords.json'
import scanEn from '@/messages/en/scan.json'
import settingsEn from '@/messages/en/settings.json'
import shippingEn from '@/messages/en/shipping.json'
import shopsEn from '@/messages/en/shops.json'
import stockEn from '@/messages/en/stock.json'
import stocktakesEn from '@/messages/en/stocktakes.json'
import troublesEn from '@/messages/en/troubles.json'
import uiEn from '@/messages/en/ui.json'
import warehousesEn from '@/messages/en/warehouses.json'
import webhooksEn from '@/messages/en/webhooks.json'
import accountZh from '@/messages/zh-CN/account.json'
import alertsZh from '@/messages/zh-CN/alerts.json'
import authZh from '@/messages/zh-CN/auth.json'
import batchesZh from '@/messages/zh-CN/batches.json'
import bulkZh from '@/messages/zh-CN/bulk.json'
import catalogZh from '@/messages/zh-CN/catalog.json'
import channelsZh from '@/messages/zh-CN/channels.json'
import commonZh from '@/messages/zh-CN/common.json'
import customersZh from '@/messages/zh-CN/customers.json'
import dashboardZh from '@/messages/zh-CN/dashboard.json'
import dispatchZh from '@/messages/zh-CN/dispatch.json'
import errorsZh from '@/messages/zh-CN/errors.json'
import exchangeZh from '@/messages/zh-CN/exchange.json'
import feedbackZh from '@/messages/zh-CN/feedback.json'
import floorZh from '@/messages/zh-CN/floor.json'
import helpZh from '@/messages/zh-CN/help.json'
import listingsZh from '@/messages/zh-CN/listings.json'
import logisticsZh from '@/messages/zh-CN/logistics.json'
import marksZh from '@/messages/zh-CN/marks.json'
import navZh from '@/messages/zh-CN/nav.json'
import onboardingZh from '@/messages/zh-CN/onboarding.json'
import ordersZh from '@/messages/zh-CN/orders.json'
import placesZh from '@/messages/zh-CN/places.json'
import poolsZh from '@/messages/zh-CN/pools.json'
import printsZh from '@/messages/zh-CN/prints.json'
import proofsZh from '@/messages/zh-CN/proofs.json'
import publicZh from '@/messages/zh-CN/public.json'
import reportsZh from '@/messages/zh-CN/reports.json'
import rulesZh from '@/messages/zh-CN/rules.json'
import ruleWordsZh from '@/messages/zh-CN/ruleWords.json'
import scanZh from '@/messages/zh-CN/scan.json'
import settingsZh from '@/messages/zh-CN/settings.json'
import shippingZh from '@/messages/zh-CN/shipping.json'
import shopsZh from '@/messages/zh-CN/shops.json'
import stockZh from '@/messages/zh-CN/stock.json'
import stocktakesZh from '@/messages/zh-CN/stocktakes.json'
import troublesZh from '@/messages/zh-CN/troubles.json'
import uiZh from '@/messages/zh-CN/ui.json'
import warehousesZh from '@/messages/zh-CN/warehouses.json'
import webhooksZh from '@/messages/zh-CN/webhooks.json'

/** One file per name space and language; tests/i18n holds this list against the folder. */
export const MESSAGES = {
  'zh-CN': {
    account: accountZh,
    alerts: alertsZh,
    auth: authZh,
    batches: batchesZh,
    bulk: bulkZh,
    catalog: catalogZh,
    channels: channelsZh,
    common: commonZh,
    customers: customersZh,
    dispatch: dispatchZh,
    dashboard: dashboardZh,
    errors: errorsZh,
    exchange: exchangeZh,
    feedback: feedbackZh,
    floor: floorZh,
    help: helpZh,
    listings: listingsZh,
    logistics: logisticsZh,
    marks: marksZh,
    nav: navZh,
    onboarding: onboardingZh,
    orders: ordersZh,
    places: placesZh,
    pools: poolsZh,
    prints: printsZh,
    proofs: proofsZh,
    public: publicZh,
    reports: reportsZh,
    ruleWords: ruleWordsZh,
    rules: rulesZh,
    scan: scanZh,
    settings: settingsZh,
    shops: shopsZh,
    shipping: shippingZh,
    stock: stockZh,
    stocktakes: stocktakesZh,
    troubles: troublesZh,
    ui: uiZh,
    warehouses: warehousesZh,
    webhooks: webhooksZh,
  },
  en: {
    account: accountEn,
    alerts: alertsEn,
    auth: authEn,
    batches: batchesEn,
    bulk: bulkEn,
    catalog: catalogEn,
    channels: channelsEn,
    common: commonEn,
    customers: customersEn,
    dispatch: dispatchEn,
    dashboard: dashboardEn,
    errors: errorsEn,
    exchange: exchangeEn,
    feedback: feedbackEn,
    floor: floorEn,
    help: helpEn,
    listings: listingsEn,
    logistics: logisticsEn,
    marks: marksEn,
    nav: navEn,
    onboarding: onboardingEn,
    orders: ordersEn,
    places: placesEn,
    pools: poolsEn,
    prints: printsEn,
    proofs: proofsEn,
    public: publicEn,
    reports: reportsEn,
    ruleWords: ruleWordsEn,
    rules: rulesEn,
    scan: scanEn,
    settings: settingsEn,
    shops: shopsEn,
    shipping: shippingEn,
    stock: stockEn,
    stocktakes: stocktakesEn,
    troubles: troublesEn,
    ui: uiEn,
    warehouses: warehousesEn,
    webhooks: webhooksEn,
  },
} satisfies Record<Locale, Record<string, object>>
