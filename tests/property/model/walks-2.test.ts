import { walkTheModel } from '@/tests/property/model/walks'

await walkTheModel(1, 2)
