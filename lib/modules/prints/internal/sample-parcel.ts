import type { ParcelPaper } from '@/lib/modules/orders/parcel-papers'

/** What templates are looked at with as long as a company has no parcel: nobody lives there. */
export const sampleParcel: ParcelPaper = {
  id: '',
  number: 'FS-0000-000001',
  shopId: '',
  shop: '商队旗舰店',
  returns: { days: 7, text: '' },
  warehouse: '杭州仓',
  trackingNo: null,
  orders: [{ number: 'SO-0000-000001', channelOrderNo: '3000000000000000000' }],
  receiver: {
    ...{ name: '张*', phone: '138****0000', country: 'CN', province: '浙江省', city: '杭州市' },
    ...{ district: '西湖区', line1: '文三路***', postcode: '310000' },
  },
  buyerNotes: ['请放驿站'],
  lines: [
    {
      skuCode: 'TEA-250',
      name: '明前龙井 250 克',
      nameEn: 'Longjing tea 250 g',
      quantity: 2,
      barcode: '6901234567892',
    },
    { skuCode: 'CUP-WHITE', name: '白瓷茶杯', nameEn: 'White porcelain cup', quantity: 4, barcode: null },
  ],
}
