/** Words that turn or bound a promise; found in this order, and what one has read is gone for the next. */
const patterns = {
  'not-needed': /不要|必要(?:は|が)?(?:あり|ござい)ません|必要(?:は|が)?な[いく]|なくても|(?:要り|いり)ません/g,
  excluded:
    /対象外|対象(?:に|と)?(?:は|も)?(?:なり|含まれ|入り|し|では(?:あり)?)ません|対象にならない|含(?:み|まれ)ません|含まれない|含まない|除[くきかい]|外れ(?:ます|る)/g,
  required: /必要|必須|なければな[りら]|ねばな[りら]|義務|要件|求められ/g,
  negated:
    /不可|(?:で|出来)?きません|できない|できず|ません|(?<=[かさたなまらわがばえけせてねべめれげしり])ない(?![がし])/g,
  included:
    /対象(?:です|に(?:は|も)?(?:なり|含み|含まれ|入り)ます|とな(?:り|る)|に(?:なる|含まれる|含む))|含(?:み|まれ)ます/g,
  possible: /でき(?:ます|る)|可能|(?:使|もら|受けら|認めら|申し込|応募|申請)(?:え|れ|め)?(?:ます|る)/g,
  cap: /上限|最大|限度|締切|期限/g,
  floor: /下限|最低|最小/g,
  only: /のみ|だけ|に限[りらる]|限定/g,
  principle: /原則/g,
  but: /ただし|但し|例外/g,
  'at-most': /以内|以下|まで(?!の)/g,
  below: /未満/g,
  'at-least': /以上|以降|から(?=。|、|\d|$)/g,
  above: /超(?:え)?/g,
  before: /以前|(?<=[定始了願採開着払先込請業工金明])前/g,
  after: /以後|(?<=[定始了願採開着払込請業工金明])後/g,
  free: /無料/g,
  charged: /有料/g,
} as const

export type Mark = keyof typeof patterns

/** Every mark of a sentence with how often it stands there. `sentence` is NFKC-normalised. */
export function findMarks(sentence: string): Map<Mark, number> {
  const found = new Map<Mark, number>()
  let rest = sentence
  for (const [mark, pattern] of Object.entries(patterns) as [Mark, RegExp][]) {
    let count = 0
    rest = rest.replace(pattern, (word) => {
      count += 1
      return '\u0000'.repeat(word.length)
    })
    if (count > 0) found.set(mark, count)
  }
  return found
}
