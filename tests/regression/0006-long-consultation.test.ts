// Staff read only the first thousand characters of what a user had written on LINE before asking for a person, and a card
// number that the cut went through stood there half.
import { expect, test } from 'vitest'
import { createConsultant } from '../../bot/create-consultant.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openHouse } from '../handoff/support/house.ts'
import { createSqlitePlace } from '../support/place.ts'

test('a long message stands whole in the thread, masked to its end', async () => {
  const library = {
    version: '',
    records: new Map(),
    search: () => [],
    shares: () => [],
    findNames: () => [],
    normalize: (text: string) => text.normalize('NFKC'),
  }
  const consultant = createConsultant({ library, operator: { name: '窓口' }, logger: silentLogger })
  const house = await openHouse(createSqlitePlace, consultant)
  try {
    await house.say(
      `${'試作の相談です。'.repeat(124)}4111-1111-1111-1111です。${'続き。'.repeat(300)}連絡はtaro@example.jpへ。`,
    )
    const [words] = await house.messages()
    expect(words?.text).toContain('続き。連絡は［メールアドレス］へ。')
    expect(words?.text).not.toMatch(/4111|taro/)
  } finally {
    await house.close()
  }
})
