import type { Condition, Rule, RuleKind } from '@/lib/modules/rules/schema'

type Text = { readonly zh: string; readonly en: string }
/** A rule that many companies have, whole as it stands; `why` says what it is good for. */
export type RuleTemplate = {
  readonly code: string
  readonly name: Text
  readonly why: Text
  readonly rule: Pick<Rule, 'stop' | 'when' | 'actions'>
}

/** Amounts mean something in one currency only: the company's own. */
type Make = (own: Condition) => RuleTemplate['rule']

type Row = readonly [code: string, zh: string, en: string, whyZh: string, whyEn: string, make: Make]

const review: readonly Row[] = [
  [
    'small-plain',
    '小额无留言订单自动通过',
    'Small orders without a note pass',
    '大多数订单不需要人看，客服只处理例外。',
    'Most orders need nobody; customer service looks at the exceptions.',
    (own) => ({
      stop: false,
      when: [
        [
          own,
          { field: 'total', op: 'lt', value: '500' },
          { field: 'hasNote', op: 'is', value: false },
          { field: 'addressIncomplete', op: 'is', value: false },
        ],
      ],
      actions: [{ type: 'approve' }],
    }),
  ],
  [
    'large-finance',
    '大额订单财务复核',
    'Large orders wait for finance',
    '金额较大的订单由财务再看一遍。',
    'What is worth much is looked at a second time.',
    (own) => ({
      stop: false,
      when: [[own, { field: 'total', op: 'gte', value: '5000' }]],
      actions: [{ type: 'hold', code: 'finance_review', note: '' }],
    }),
  ],
  [
    'note-asks',
    '留言要求改动的先联系买家',
    'A note that asks for a change: call the buyer first',
    '留言里提到改地址、换货、发票等，先联系再发货。',
    'Notes about another address, another item or an invoice are settled before shipping.',
    () => ({
      stop: false,
      when: [[{ field: 'note', op: 'any', values: ['改地址', '地址', '电话', '换', '发票', 'address', 'invoice'] }]],
      actions: [{ type: 'contact' }],
    }),
  ],
  [
    'address-incomplete',
    '地址不完整的先联系买家',
    'Incomplete address: call the buyer first',
    '避免发出后退回。',
    'Saves the parcel that would come back.',
    () => ({
      stop: false,
      when: [[{ field: 'addressIncomplete', op: 'is', value: true }]],
      actions: [{ type: 'contact' }],
    }),
  ],
  [
    'same-goods-again',
    '24 小时内重复购买同样商品',
    'The same goods again within a day',
    '可能误下两单，先确认。',
    'Perhaps ordered twice by mistake: ask before it leaves.',
    () => ({
      stop: false,
      when: [[{ field: 'sameGoodsHours', op: 'lt', value: '24' }]],
      actions: [{ type: 'hold', code: 'suspected_duplicate', note: '' }],
    }),
  ],
  [
    'often-cancelled',
    '多次取消的买家先拦截',
    'Buyers who cancelled several times are held',
    '取消过三次以上的买家，人工确认后再发。',
    'Whoever cancelled three orders or more is confirmed by a person.',
    () => ({
      stop: false,
      when: [[{ field: 'cancelledBefore', op: 'gte', value: '3' }]],
      actions: [{ type: 'hold', code: 'suspected_fraud', note: '' }],
    }),
  ],
  [
    'deep-discount',
    '优惠过大的订单先拦截',
    'Very large discounts are held',
    '防止优惠叠加或价格设错造成损失。',
    'Catches coupons that add up and prices set wrong.',
    (own) => ({
      stop: false,
      when: [[own, { field: 'discount', op: 'gte', value: '500' }]],
      actions: [{ type: 'hold', code: 'below_margin', note: '' }],
    }),
  ],
  [
    'below-margin',
    '毛利率过低的先拦截',
    'Too little margin is held',
    '订单总额减去商品成本和已知运费，剩余不到 5% 的，确认后再发。',
    'What is left of the total after goods and known freight is less than five percent: somebody looks before it leaves.',
    () => ({
      stop: false,
      when: [[{ field: 'margin', op: 'lt', value: '5' }]],
      actions: [{ type: 'hold', code: 'below_margin', note: '' }],
    }),
  ],
  [
    'risky',
    '风险分高的先拦截',
    'Risky orders are held',
    '地址不全、多次取消、金额或数量异常各计分，累计达到 50 分的先由人工确认。',
    'An incomplete address, cancels before, an unusual amount or quantity add up: from fifty points on a person confirms.',
    () => ({
      stop: false,
      when: [[{ field: 'riskScore', op: 'gte', value: '50' }]],
      actions: [{ type: 'hold', code: 'suspected_fraud', note: '' }],
    }),
  ],
  [
    'ship-soon',
    '快到发货时限的标为加急',
    'Close to the promised time: urgent',
    '剩余不到 12 小时的订单优先配货和拣货。',
    'Less than twelve hours left: first in line for stock and picking.',
    () => ({
      stop: false,
      when: [[{ field: 'hoursToShipBy', op: 'lt', value: '12' }]],
      actions: [{ type: 'urgent' }],
    }),
  ],
  [
    'loyal-buyer',
    '老客户打标签',
    'Tag loyal buyers',
    '下过五单以上的买家，客服一眼可见。',
    'Five orders before this one: customer service sees it at once.',
    () => ({
      stop: false,
      when: [[{ field: 'ordersBefore', op: 'gte', value: '5' }]],
      actions: [
        { type: 'tag', tag: '老客户' },
        { type: 'flag', flag: 'green' },
      ],
    }),
  ],
  [
    'bulk-buyer',
    '批量采购打标签',
    'Tag bulk purchases',
    '二十件以上的订单，可能需要另行包装或报价。',
    'Twenty units or more may need other packing or another offer.',
    () => ({
      stop: false,
      when: [[{ field: 'units', op: 'gte', value: '20' }]],
      actions: [{ type: 'tag', tag: '批量' }],
    }),
  ],
]

const east = ['上海', '江苏', '浙江', '安徽']
const south = ['广东', '广西', '福建', '海南']
const north = ['北京', '天津', '河北', '山东']

const near = (code: string, zh: string, en: string, regions: string[]): Row => [
  code,
  `${zh}订单优先由${zh}仓发货`,
  `Orders of ${en} leave from there first`,
  '服务这些省份的仓库优先，到得更快、运费更低。',
  'Warehouses that serve these provinces come first: sooner there, less freight.',
  () => ({
    stop: false,
    when: [[{ field: 'province', op: 'in', values: regions }]],
    actions: [{ type: 'prefer_region', regions }],
  }),
]

const routing: readonly Row[] = [
  near('east-near', '华东', 'East China', east),
  near('south-near', '华南', 'South China', south),
  near('north-near', '华北', 'North China', north),
  [
    'heavy-whole',
    '重货不拆单',
    'Heavy orders are not split',
    '超过 10 公斤的订单拆开会多付一份首重。',
    'Above ten kilograms a second parcel costs a second first weight.',
    () => ({
      stop: false,
      when: [[{ field: 'weight', op: 'gt', value: '10000' }]],
      actions: [{ type: 'keep_whole' }],
    }),
  ],
  [
    'urgent-express',
    '加急订单发顺丰',
    'Urgent orders by SF Express',
    '加急单默认带出时效最快的快递。',
    'The fastest carrier is offered at shipping.',
    () => ({
      stop: false,
      when: [[{ field: 'urgent', op: 'is', value: true }]],
      actions: [{ type: 'carrier', carrierCode: 'sf' }],
    }),
  ],
  [
    'far-post',
    '偏远省份发邮政',
    'Far provinces by post',
    '新疆、西藏、青海、内蒙古由邮政派送，不加偏远费。',
    'The post delivers to Xinjiang, Tibet, Qinghai and Inner Mongolia without a surcharge.',
    () => ({
      stop: false,
      when: [[{ field: 'province', op: 'in', values: ['新疆', '西藏', '青海', '内蒙古'] }]],
      actions: [{ type: 'carrier', carrierCode: 'ems' }],
    }),
  ],
]

const rows = { review, routing } as const satisfies Record<RuleKind, readonly Row[]>

/** The rules to begin with, of one kind, with amounts in the company's currency. */
export function ruleTemplates(kind: RuleKind, currency: string): RuleTemplate[] {
  const own: Condition = { field: 'currency', op: 'in', values: [currency] }
  return rows[kind].map(([code, zh, en, whyZh, whyEn, make]) => ({
    code,
    name: { zh, en },
    why: { zh: whyZh, en: whyEn },
    rule: make(own),
  }))
}
