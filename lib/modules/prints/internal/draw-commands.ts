import { drawCommandSheet } from '@/lib/adapters/printing/command-sheet'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { sizes } from '@/lib/adapters/printing/sizes'
import type { About } from '@/lib/modules/prints/internal/draw-lists'

/** As scan pages read them: `*12` a quantity, `*S` and its like a word of the job, a digit a row of the menu. */
const codes = {
  quantity: ['*2', '*3', '*4', '*5', '*6', '*10', '*12', '*24', '*50', '*100'],
  pick: ['*S', '*D', '*H', '*A', '*N'],
  others: ['*L', '*P', '*Z', '*X'],
  packaging: ['*B0', '*B20', '*B50', '*B100', '*B200'],
  job: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'],
} as const

export function drawCommands({ t, printed }: About): Draw[] {
  const groups = Object.entries(codes).map(([group, own]) => ({
    title: t(`commands.${group}`),
    codes: own.map((code) => ({
      code,
      text:
        group === 'quantity'
          ? t('commands.times', { count: code.slice(1) })
          : group === 'packaging'
            ? t('commands.grams', { grams: code.slice(2) })
            : group === 'job'
              ? t('commands.row', { row: code })
              : t(`commands.${code.slice(1)}`),
    })),
  }))
  const paper = { title: t('commandSheet'), text: t('commandSheetText'), groups, printed }
  return [(sheet) => drawCommandSheet(sheet, sizes.a4, paper)]
}
