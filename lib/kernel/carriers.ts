/** The built-in carriers: code, Chinese and English name. `other` is whoever is not listed. Read by server and screens. */
export const carriers = [
  ['sf', '顺丰速运', 'SF Express'],
  ['zto', '中通快递', 'ZTO Express'],
  ['yto', '圆通速递', 'YTO Express'],
  ['sto', '申通快递', 'STO Express'],
  ['yunda', '韵达快递', 'Yunda Express'],
  ['jtexpress', '极兔速递', 'J&T Express'],
  ['jd', '京东物流', 'JD Logistics'],
  ['ems', '中国邮政 EMS', 'China Post EMS'],
  ['chinapost', '中国邮政', 'China Post'],
  ['deppon', '德邦快递', 'Deppon Express'],
  ['best', '百世快递', 'Best Express'],
  ['cainiao', '菜鸟', 'Cainiao'],
  ['yunexpress', '云途物流', 'YunExpress'],
  ['4px', '递四方', '4PX'],
  ['yanwen', '燕文物流', 'Yanwen'],
  ['dhl', 'DHL', 'DHL'],
  ['ups', 'UPS', 'UPS'],
  ['fedex', '联邦快递', 'FedEx'],
  ['usps', '美国邮政', 'USPS'],
  ['amazon', '亚马逊物流', 'Amazon Logistics'],
  ['royalmail', '皇家邮政', 'Royal Mail'],
  ['dpd', 'DPD', 'DPD'],
  ['gls', 'GLS', 'GLS'],
  ['correios', '巴西邮政', 'Correios'],
  ['cdek', 'CDEK', 'CDEK'],
  ['other', '其他', 'Other'],
] as const

export type CarrierCode = (typeof carriers)[number][0]

export const carrierCodes = carriers.map(([code]) => code) as [CarrierCode, ...CarrierCode[]]
