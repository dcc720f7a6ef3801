/** 「補助率は3/4ですよね？」「300万だと聞きました」: words that put something as known and ask for a yes. */
const asksToConfirm =
  /(?:です|ます|だ|ない|た|ん|する|なる|ある|いる)よ?ね(?:[?。!]|$)|よね(?:[?。!]|$)|で(?:合|あ)って(?:い)?(?:る|ます)|(?:合|あ)ってます|(?:って|と|だと)(?:聞|き|言われ|書いて|読)|(?:本当|ほんと(?:う)?)(?:です|に|か|\?|$)|でしょ(?:う)?(?:か)?(?:[?。]|$)|っけ|のはず|じゃ(?:ない|なかった)(?:の|です|んです)|で(?:正し|間違いな|まちがいな)/

/** Whether the words put a statement to be confirmed or corrected. `normalized` is NFKC, small letters. */
export const statesPremise = (normalized: string): boolean => asksToConfirm.test(normalized)
