import { findFigures } from '../../figures/find-figures.ts'
import { readRates } from '../read/text/subsidy-rate.ts'

/** Words after which one rate is not the whole rate. */
const depends =
  /定額|ただし|但し|又は|または|もしくは|若しくは|あるいは|および|及び|異な|ごと|枠|場合|小規模|[〜～~]|最大/

/** The rate of a text as data, where it names exactly one and nothing it would depend on. */
export function rateValues(words: string): { value: string }[] {
  const told = findFigures(words).filter(({ kind }) => kind === 'rate')
  const [value, ...more] = readRates(words)
  if (value === undefined || more.length > 0 || told.length !== 1 || depends.test(words)) return []
  return findFigures(value)[0]?.value === told[0]?.value ? [{ value }] : []
}
