/** Columns of files of products and SKUs, one row for each SKU; exports have the same, so that a file can go out, be edited and come back. */
export const productColumns = {
  all: [
    'productCode',
    'productName',
    'productNameEn',
    'categoryCode',
    'brand',
    'description',
    'attributes',
    'productStatus',
    'option1Name',
    'option1Value',
    'option2Name',
    'option2Value',
    'option3Name',
    'option3Value',
    'skuCode',
    'skuName',
    'skuNameEn',
    'barcode',
    'weightG',
    'lengthMm',
    'widthMm',
    'heightMm',
    'listPrice',
    'costHint',
    'currency',
    'taxClass',
    'hsCode',
    'declaredNameZh',
    'declaredNameEn',
    'declaredValue',
    'safetyStock',
    'leadTimeDays',
    'skuStatus',
  ],
  required: ['skuCode', 'productName'],
} as const

/** The same for files that only change SKUs which are there. */
export const skuColumns = { all: productColumns.all, required: ['skuCode'] } as const

export type ProductColumn = (typeof productColumns.all)[number]
