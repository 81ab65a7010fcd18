import type { Address, Buyer } from '@/lib/modules/orders/schema'
import type { Dice } from '@/prisma/seed/random'

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹'
const given =
  '伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 杰 娟 涛 明 超 秀英 子涵 欣怡 梓轩 雨桐 浩然 思远 佳琪 晓彤 建国 志强 美玲 文博 嘉怡 一诺 若曦 宇航 诗涵 俊杰 雅婷'.split(
    ' ',
  )
const places = [
  ['浙江省', '杭州市', '西湖区', '310012', '文三路|古墩路|教工路'],
  ['浙江省', '宁波市', '鄞州区', '315100', '钱湖北路|宁南南路'],
  ['浙江省', '金华市', '义乌市', '322000', '稠州北路|宾王路'],
  ['江苏省', '南京市', '鼓楼区', '210009', '中山北路|湖南路'],
  ['江苏省', '苏州市', '工业园区', '215021', '现代大道|星湖街'],
  ['上海市', '上海市', '浦东新区', '200120', '张杨路|世纪大道|锦绣路'],
  ['上海市', '上海市', '徐汇区', '200030', '漕溪北路|天钥桥路'],
  ['北京市', '北京市', '朝阳区', '100020', '朝阳北路|望京街'],
  ['北京市', '北京市', '海淀区', '100086', '中关村南大街|学院路'],
  ['广东省', '广州市', '天河区', '510620', '天河路|体育西路'],
  ['广东省', '深圳市', '南山区', '518052', '科苑路|南海大道'],
  ['广东省', '佛山市', '禅城区', '528000', '季华五路|汾江中路'],
  ['四川省', '成都市', '武侯区', '610041', '人民南路四段|天府大道北段'],
  ['重庆市', '重庆市', '渝中区', '400010', '中山三路|民生路'],
  ['湖北省', '武汉市', '洪山区', '430070', '珞喻路|雄楚大道'],
  ['湖南省', '长沙市', '岳麓区', '410006', '枫林一路|金星中路'],
  ['陕西省', '西安市', '雁塔区', '710061', '小寨西路|长安中路'],
  ['山东省', '青岛市', '市南区', '266071', '香港中路|江西路'],
  ['山东省', '济南市', '历下区', '250014', '经十路|解放路'],
  ['福建省', '厦门市', '思明区', '361004', '湖滨南路|厦禾路'],
  ['河南省', '郑州市', '金水区', '450003', '花园路|文化路'],
  ['辽宁省', '大连市', '中山区', '116001', '人民路|鲁迅路'],
  ['安徽省', '合肥市', '蜀山区', '230031', '长江西路|潜山路'],
  ['云南省', '昆明市', '盘龙区', '650051', '北京路|白云路'],
] as const
const towns = [
  ['WA', 'Seattle', '98101', 'Pine Street|Boren Avenue'],
  ['CA', 'Portola', '96122', 'Gulling Street|Commercial Street'],
  ['OR', 'Eugene', '97401', 'Willamette Street|Oak Street'],
  ['TX', 'Austin', '78704', 'Lamar Boulevard|Barton Springs Road'],
  ['IL', 'Evanston', '60201', 'Davis Street|Ridge Avenue'],
  ['NY', 'Ithaca', '14850', 'Cayuga Street|Tioga Street'],
  ['MA', 'Somerville', '02143', 'Highland Avenue|Summer Street'],
  ['CO', 'Boulder', '80302', 'Pearl Street|Walnut Street'],
  ['GA', 'Athens', '30601', 'Prince Avenue|Broad Street'],
  ['MN', 'Duluth', '55802', 'Superior Street|Lake Avenue'],
] as const
const firstNames =
  'Emma Olivia Noah Liam Ava Ethan Mia Lucas Grace Henry Chloe Jack Nora Samuel Ruth Oscar Alice Theo Clara Felix'.split(
    ' ',
  )
const lastNames =
  'Walker Bennett Hughes Foster Morgan Price Collins Reed Parker Hayes Brooks Sullivan Grant Mercer Lowell Doyle'.split(
    ' ',
  )

export type Person = { readonly buyer: Buyer; readonly address: Address }

/** A buyer in China who does not exist: the number is of a block that stands in every form as an example. */
export function chinesePerson(dice: Dice): Person {
  const name = dice.pick([...surnames]) + dice.pick(given)
  const [province, city, district, postcode, streets] = dice.pick(places)
  const line1 = `${dice.pick(streets.split('|'))} ${dice.whole(1, 600)} 号 ${dice.whole(1, 28)} 幢 ${dice.whole(1, 30)}${dice.pick(['01', '02', '03'])} 室`
  const phone = `13800138${String(dice.whole(0, 999)).padStart(3, '0')}`
  const nick = `${dice.pick(['茶', '山', '云', '小', '阿', '橘', '木', '海', '月', '禾'])}${dice.pick(['友', '间', '朵', '鹿', '晴', '里', '舟', '棠'])}${dice.digits(3)}`
  return {
    buyer: { id: `cn${dice.digits(10)}`, nick },
    address: { name, phone, country: 'CN', province, city, district, line1, postcode },
  }
}

/** One abroad; numbers 555-01xx are kept for stories. */
export function westernPerson(dice: Dice): Person {
  const [first, last] = [dice.pick(firstNames), dice.pick(lastNames)]
  const [province, city, postcode, streets] = dice.pick(towns)
  const phone = `+1 ${dice.whole(201, 989)} 555 01${dice.digits(2)}`
  const address = {
    name: `${first} ${last}`,
    phone,
    country: 'US',
    province,
    city,
    district: '',
    line1: `${dice.whole(10, 4900)} ${dice.pick(streets.split('|'))}`,
    postcode,
  }
  return {
    buyer: { id: `A${dice.digits(12)}`, email: `${first}.${last}${dice.digits(3)}@example.com`.toLowerCase() },
    address,
  }
}

export const buyerNotes = [
  '请尽快发货，谢谢',
  '周末送货',
  '送人的，请不要放小票',
  '麻烦包装仔细一点',
  '发顺丰',
  '工作日白天家里没人，放驿站',
]
