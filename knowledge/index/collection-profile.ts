import type { CollectionProfile } from './ranking.ts'

/** Ends of what people ask or wish for: 「…ですか」「…したい」「…教えてください」「…について知りたい」. */
const asks =
  /(?:か|かな|の|でしょう|たい(?:です|のですが|が)?|ほしい(?:です|のですが)?|ください|下さい|(?:ない|ません)(?:のですが)?|場合は|(?:どこ|いつ|何|なに|だれ|誰|いくら|どう(?:すれば(?:いい|よい)?|したら(?:いい|よい)?)?)|とは|方法は|には)[。.、？?！!\s]*$|[？?]\s*$/

interface TitledDocument {
  group: number
  fields: { title?: string | undefined }
}

/** Counts how far the titles of a collection are questions, and how distinct they are. */
export function profileOf(documents: readonly TitledDocument[]): CollectionProfile {
  const titleOf = new Map<number, string>()
  for (const { group, fields } of documents) if (fields.title) titleOf.set(group, fields.title)
  if (titleOf.size === 0) return { questionShare: 0, titleDistinctness: 0 }
  let questions = 0
  for (const title of titleOf.values()) if (asks.test(title.trim())) questions += 1
  return {
    questionShare: questions / titleOf.size,
    titleDistinctness: Math.min(1, new Set(titleOf.values()).size / titleOf.size),
  }
}
