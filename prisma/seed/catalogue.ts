/** What the demo company sells. Prices in CNY, weights in grams. */
export type DemoProduct = {
  readonly category: string
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly price: number
  readonly weightG: number
  readonly options: readonly DemoOption[]
}
export type DemoOption = {
  readonly name: string
  readonly nameEn: string
  readonly values: readonly (readonly [zh: string, en: string])[]
}

export const demoCategories = [
  ['tea', null, '茶具茶叶', 'Tea'],
  ['tea-ware', 'tea', '茶杯茶壶', 'Cups and pots'],
  ['tea-leaf', 'tea', '茶叶', 'Tea leaves'],
  ['kitchen', null, '厨房餐饮', 'Kitchen'],
  ['cookware', 'kitchen', '烹饪锅具', 'Cookware'],
  ['tableware', 'kitchen', '餐具', 'Tableware'],
  ['outdoor', null, '户外运动', 'Outdoors'],
  ['camping', 'outdoor', '露营装备', 'Camping'],
  ['phone', null, '手机配件', 'Phone accessories'],
  ['phone-case', 'phone', '手机壳', 'Phone cases'],
  ['charging', 'phone', '充电数据', 'Charging and cables'],
  ['clothing', null, '服饰', 'Clothing'],
  ['tops', 'clothing', '上衣', 'Tops'],
  ['trousers', 'clothing', '裤装', 'Trousers'],
  ['home', null, '家居日用', 'Home'],
  ['storage', 'home', '收纳整理', 'Storage'],
  ['bedding', 'home', '床品布艺', 'Bedding and textiles'],
  ['toys', null, '玩具文具', 'Toys and stationery'],
] as const

const words: Readonly<Record<string, string>> = {
  白: 'White',
  黑: 'Black',
  青: 'Celadon',
  灰: 'Grey',
  蓝: 'Blue',
  绿: 'Green',
  米: 'Beige',
  粉: 'Pink',
  红: 'Red',
  黄: 'Yellow',
  原木: 'Natural wood',
  胡桃: 'Walnut',
  雾蓝: 'Mist blue',
  墨绿: 'Dark green',
  藏青: 'Navy',
  卡其: 'Khaki',
  透明: 'Clear',
  单只: 'Single',
  对装: 'Pair',
  四只装: 'Set of 4',
  六只装: 'Set of 6',
  单人: '1 person',
  双人: '2 persons',
  四人: '4 persons',
  小号: 'Small',
  中号: 'Medium',
  大号: 'Large',
  罐装: 'Tin',
  礼盒: 'Gift box',
}
const nameEn: Readonly<Record<string, string>> = {
  颜色: 'Colour',
  尺码: 'Size',
  规格: 'Pack',
  容量: 'Volume',
  尺寸: 'Size',
  机型: 'Model',
  长度: 'Length',
}

/** '颜色:白|黑' */
function option(text: string): DemoOption {
  const [name = '', values = ''] = text.split(':')
  return { name, nameEn: nameEn[name] ?? name, values: values.split('|').map((v) => [v, words[v] ?? v] as const) }
}

const sizes = '尺码:S|M|L|XL'
const phones = '机型:i15|i15 Pro|i16|i16 Pro'
const packs = '规格:单只|对装|四只装'

type Row = readonly [name: string, nameEn: string, price: number, weightG: number, ...options: string[]]

const rows: Readonly<Record<string, readonly Row[]>> = {
  'tea-ware': [
    ['龙泉青瓷品茗杯', 'Longquan celadon tasting cup', 39, 120, '颜色:青|白|墨绿', packs],
    ['德化白瓷盖碗', 'Dehua white porcelain gaiwan', 88, 260, '容量:120ml|150ml|200ml'],
    ['宜兴紫砂西施壶', 'Yixing clay Xishi teapot', 268, 380, '容量:180ml|240ml'],
    ['耐热玻璃公道杯', 'Heat-proof glass pitcher', 45, 210, '容量:250ml|400ml'],
    ['竹制干泡茶盘', 'Bamboo dry tea tray', 129, 1350, '尺寸:小号|中号|大号'],
    ['便携旅行茶具套装', 'Travel tea set in a case', 139, 720, '颜色:白|黑|雾蓝'],
    ['景德镇手绘主人杯', 'Hand-painted Jingdezhen cup', 118, 150, '颜色:青|红'],
    ['铸铁烧水壶', 'Cast-iron kettle', 328, 2100, '容量:0.8L|1.2L'],
    ['茶道六君子', 'Tea tools, six pieces', 36, 180, '颜色:原木|胡桃'],
    ['不锈钢茶漏', 'Stainless tea strainer', 15, 45, '尺寸:小号|大号'],
  ],
  'tea-leaf': [
    ['明前西湖龙井', 'West Lake Longjing, first flush', 298, 280, '规格:罐装|礼盒'],
    ['安溪铁观音清香型', 'Anxi Tieguanyin, light', 128, 260, '规格:125g|250g'],
    ['武夷山大红袍', 'Wuyi Da Hong Pao', 168, 260, '规格:罐装|礼盒'],
    ['福鼎白毫银针', 'Fuding silver needle', 238, 160],
    ['云南普洱熟茶饼', 'Yunnan ripe Pu-erh cake', 98, 400, '规格:200g|357g'],
    ['祁门红茶', 'Keemun black tea', 88, 210, '规格:100g|200g'],
    ['茉莉花茶', 'Jasmine tea', 58, 220, '规格:100g|250g'],
  ],
  cookware: [
    ['铸铁平底煎锅', 'Cast-iron skillet', 159, 2300, '尺寸:20cm|24cm|28cm'],
    ['麦饭石不粘炒锅', 'Non-stick wok', 189, 1900, '尺寸:28cm|30cm|32cm'],
    ['304 不锈钢蒸锅', 'Stainless steamer', 219, 2600, '尺寸:26cm|28cm'],
    ['陶瓷砂锅', 'Clay casserole', 109, 2200, '容量:2L|3.5L|5L'],
    ['大马士革纹主厨刀', 'Chef knife, Damascus pattern', 239, 260],
    ['双面抗菌砧板', 'Two-sided cutting board', 69, 1100, '尺寸:小号|中号|大号'],
    ['硅胶锅铲套装', 'Silicone spatula set', 49, 320, '颜色:黑|灰|绿'],
    ['手摇咖啡磨豆机', 'Hand coffee grinder', 148, 480, '颜色:黑|白'],
    ['法压壶', 'French press', 79, 520, '容量:350ml|600ml|1L'],
    ['打蛋器', 'Whisk', 19, 90],
  ],
  tableware: [
    ['日式釉下彩餐碗', 'Underglaze rice bowl', 22, 260, '颜色:青|蓝|米', '规格:单只|四只装'],
    ['哑光陶瓷餐盘', 'Matte ceramic plate', 35, 540, '颜色:白|黑|灰|绿'],
    ['鸡翅木筷子', 'Wenge chopsticks', 29, 180, '规格:六只装|10双'],
    ['304 不锈钢餐具三件套', 'Cutlery, three pieces', 32, 150, '颜色:黑|白|粉'],
    ['高硼硅玻璃保鲜盒', 'Glass food container', 42, 620, '容量:400ml|800ml|1.2L'],
    ['316 保温杯', 'Insulated bottle', 99, 310, '颜色:白|黑|雾蓝|粉'],
    ['双层玻璃杯', 'Double-wall glass', 38, 230, '容量:250ml|350ml'],
    ['马克杯', 'Mug', 33, 380, '颜色:白|黑|黄|绿'],
    ['木质托盘', 'Wooden tray', 59, 700, '尺寸:小号|大号'],
    ['儿童分格餐盘', 'Divided plate for children', 45, 280, '颜色:粉|蓝'],
  ],
  camping: [
    ['三季双层帐篷', 'Three-season tent', 499, 3200, '规格:单人|双人|四人'],
    ['蛋卷桌', 'Roll-top camping table', 199, 4100, '尺寸:小号|大号'],
    ['克米特椅', 'Kermit chair', 159, 2600, '颜色:卡其|墨绿|黑'],
    ['羽绒睡袋', 'Down sleeping bag', 459, 1100, '颜色:藏青|墨绿'],
    ['充气防潮垫', 'Inflatable sleeping pad', 129, 780, '颜色:蓝|卡其'],
    ['卡式炉', 'Portable gas stove', 139, 1500, '颜色:黑|卡其'],
    ['钛合金折叠杯', 'Titanium folding cup', 118, 75],
    ['LED 露营灯', 'LED camping lantern', 89, 340, '颜色:黄|黑'],
    ['登山杖', 'Trekking pole', 109, 260, '规格:单只|对装'],
    ['防水收纳袋', 'Dry bag', 49, 150, '容量:10L|20L|30L'],
    ['速干毛巾', 'Quick-dry towel', 35, 110, '颜色:蓝|灰|绿'],
  ],
  'phone-case': [
    ['磁吸透明手机壳', 'Magnetic clear case', 49, 40, phones, '颜色:透明|黑'],
    ['液态硅胶手机壳', 'Liquid silicone case', 39, 45, phones, '颜色:雾蓝|粉'],
    ['真皮手机壳', 'Leather case', 99, 55, phones, '颜色:黑|卡其'],
    ['防摔磨砂手机壳', 'Frosted shockproof case', 35, 48, phones, '颜色:黑|藏青'],
  ],
  charging: [
    ['65W 氮化镓充电器', '65 W GaN charger', 129, 120, '颜色:白|黑'],
    ['编织快充数据线', 'Braided fast-charge cable', 29, 45, '长度:1m|2m'],
    ['磁吸无线充电宝', 'Magnetic power bank', 159, 210, '颜色:白|黑|雾蓝'],
    ['三合一无线充电座', '3-in-1 charging stand', 229, 380],
    ['车载手机支架', 'Car phone mount', 59, 130],
    ['钢化膜两片装', 'Screen protector, two', 25, 40, phones],
    ['蓝牙耳机保护套', 'Earbuds case', 19, 25, '颜色:白|黑|粉'],
  ],
  tops: [
    ['重磅纯棉T恤', 'Heavyweight cotton tee', 79, 260, '颜色:白|黑|灰', sizes],
    ['亚麻衬衫', 'Linen shirt', 169, 240, '颜色:白|米|雾蓝', sizes],
    ['加绒连帽卫衣', 'Fleece hoodie', 199, 620, '颜色:黑|灰|墨绿', sizes],
    ['羊毛混纺针织衫', 'Wool-blend sweater', 229, 420, '颜色:米|藏青|卡其', sizes],
    ['轻薄防晒外套', 'Light sun jacket', 139, 190, '颜色:白|粉', sizes],
  ],
  trousers: [
    ['直筒牛仔裤', 'Straight jeans', 189, 680, '颜色:蓝|黑|灰', sizes],
    ['速干运动长裤', 'Quick-dry joggers', 119, 310, '颜色:黑|灰|藏青', sizes],
    ['亚麻阔腿裤', 'Wide linen trousers', 149, 300, '颜色:米|卡其', sizes],
  ],
  storage: [
    ['棉麻收纳筐', 'Cotton storage basket', 39, 310, '尺寸:小号|中号|大号'],
    ['抽屉分隔盒', 'Drawer organiser', 25, 220],
    ['真空压缩袋', 'Vacuum storage bags', 45, 350, '规格:5只|10只'],
    ['桌面文具架', 'Desk organiser', 58, 640, '颜色:白|原木'],
    ['免打孔置物架', 'No-drill shelf', 69, 780, '颜色:白|黑'],
    ['可折叠收纳箱', 'Folding crate', 79, 1500, '容量:30L|55L'],
  ],
  bedding: [
    ['60 支长绒棉四件套', 'Long-staple cotton bed set', 399, 2300, '颜色:白|雾蓝|米'],
    ['乳胶枕', 'Latex pillow', 169, 1200, '尺寸:小号|大号'],
    ['羽丝绒冬被', 'Winter quilt', 259, 2800, '尺寸:150×200|200×230'],
    ['华夫格毛巾', 'Waffle towel', 29, 180, '颜色:白|灰|粉'],
    ['绒面抱枕套', 'Velvet cushion cover', 35, 160, '颜色:墨绿|黄|灰'],
    ['珊瑚绒毯', 'Coral fleece throw', 99, 900, '颜色:米|灰'],
  ],
  toys: [
    ['榉木积木 100 粒', 'Beech blocks, 100 pieces', 119, 1600],
    ['磁力片', 'Magnetic tiles', 139, 1300, '规格:48片|100片'],
    ['木质轨道火车', 'Wooden train track', 168, 1900],
    ['鲁班锁六件套', 'Luban locks, six', 49, 420],
    ['手账本', 'Journal', 36, 320, '颜色:绿|粉|黑'],
    ['24 色水彩笔', 'Watercolour pens, 24', 32, 280],
    ['毛绒熊猫', 'Plush panda', 69, 350, '尺寸:小号|大号'],
    ['三阶顺滑魔方', 'Speed cube 3×3', 25, 90],
    ['拼图 1000 片', 'Jigsaw, 1000 pieces', 59, 720],
  ],
}

export const demoProducts: readonly DemoProduct[] = Object.entries(rows).flatMap(([category, products]) =>
  products.map(([name, english, price, weightG, ...options], i) => ({
    category,
    code: `${category.replace('-', '').slice(0, 4).toUpperCase()}${String(i + 1).padStart(2, '0')}`,
    name,
    nameEn: english,
    price,
    weightG,
    options: options.map(option),
  })),
)
