import type { TurnContext } from '../turn-context.ts'

/** 「設備を入れたい」「防音の工事をしたくて」「新しくしたいなあ」: something the user wants to do or have. */
export const wish =
  /(?:たい|ほしい|欲しい)(?:です|ん(?:です|だ)|の(?:です|だ)|けど|な[あぁー]?|なと|と(?:思|おも|考え)|わ|ねん|\s|[。!…]|$)|たくて(?:です|ね|[。…]|$)|(?:買お|入れよ|始めよ|作ろ|つくろ|やろ|しよ|出そ|取ろ|借りよ|譲ろ|変えよ|雇お|任せよ)う(?:か(?:な|と|、|…|$)|と(?:思|考|して))/

/** 「やっぱり創業したい」: a wish for something that was not spoken of before, whatever it tells of the company. */
export const beginsAnew = ({ normalized, understanding, before }: TurnContext): boolean =>
  wish.test(normalized) && understanding.purposes.some((purpose) => !before.purposes.includes(purpose))

/** Whether a sentence asks for anything. */
export const asksSomething =
  /[?？]$|(?:か|かな|の|は|って)[。]?$|教え|知りたい|いくら|なんぼ|いつ|どこ|どう|なに|何|どれ|だれ|誰|ください|ほしい|欲しい/
