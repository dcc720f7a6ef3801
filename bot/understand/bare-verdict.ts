const LONGEST = 14
const verdict =
  /^[^、。]{0,6}(?:だめ|ダメ|駄目|無理|どう(?:です|なん|なる|なり|かな|でしょう|思|\?|$)|いけ(?:る|ます|そう)|いい(?:です|の|か|\?|$)|ok|大丈夫|平気|間に合|使え|つかえ|もらえ|出せ|だせ|出る|でる|対象|アウト|セーフ)[^。]{0,8}$/

/** 「だめですか」「どう？」「間に合うかな」: asks for a verdict on what was told before, and says nothing else. `normalized`. */
export const asksOnlyVerdict = (normalized: string): boolean => normalized.length <= LONGEST && verdict.test(normalized)
