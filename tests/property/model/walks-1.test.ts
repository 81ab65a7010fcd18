import { walkTheModel } from '@/tests/property/model/walks'

await walkTheModel(0, 2)
