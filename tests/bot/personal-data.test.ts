import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonalData } from '../../bot/protect/mask.ts'
import { wordsToKeep } from '../../bot/protect/words-to-keep.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
const kanji = (text: string) => text.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? digit)
const asWritten = fc.constantFrom((text: string) => text, fullWidth, kanji)

/** The check digit of a 個人番号, worked out anew: weights 2 to 7 and again from the right. */
const myNumber = digits(11).map((body) => {
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * ((index % 6) + 2), 0)
  return `${body}${sum % 11 <= 1 ? 0 : 11 - (sum % 11)}`
})
/** 法人番号: one check digit before twelve (法人番号の指定等に関する省令). */
const corporateNumber = digits(12).map((body) => {
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0)
  return `${9 - (sum % 9)}${body}`
})

describe('personal data is masked however it is written', () => {
  it('a マイナンバー that is called so, or has the shape on the card', () => {
    fc.assert(
      fc.property(myNumber, asWritten, fc.constantFrom('', ' ', '-'), (number, write, gap) => {
        const shaped = write([number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(gap))
        expect(maskPersonalData(`マイナンバーは${shaped}です`).found).toEqual(['my-number'])
        if (gap) expect(maskPersonalData(`番号${shaped}です`).found).toEqual(['my-number'])
      }),
      { numRuns: 2000 },
    )
  })
  it('a telephone number, at home and from abroad', () => {
    const shapes = (area: string, middle: string, last: string) => [
      `${area}-${middle}-${last}`,
      `${area}${middle}${last}`,
      `(${area})${middle}-${last}`,
      `${area}(${middle})${last}`,
      `${area} ${middle} ${last}`,
      `${area}.${middle}.${last}`,
      `+81 ${area.slice(1)}-${middle}-${last}`,
      `+81-${area.slice(1)}-${middle}-${last}`,
    ]
    fc.assert(
      fc.property(
        fc.constantFrom('090', '080', '070', '050', '03'),
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 1000, max: 9999 }),
        asWritten,
        fc.constantFrom('電話は', 'TEL:', '', '連絡先 '),
        fc.nat({ max: 7 }),
        (area, middle, last, write, lead, shape) => {
          const said = `${lead}${write(shapes(area, String(middle), String(last))[shape] ?? '')}まで`
          expect(maskPersonalData(said).found, said).toEqual(['phone'])
        },
      ),
      { numRuns: 3000 },
    )
  })
  it('a mail address', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9.]{1,12}[a-z0-9]$/),
        fc.constantFrom('@', '＠', ' あっと ', 'アットマーク', '(at)', '[at]', ' @ '),
        fc.constantFrom('example.jp', 'mail.example.co.jp', 'example．com', 'example ドット jp', 'example(dot)com'),
        (local, at, domain) => {
          const { text, found } = maskPersonalData(`${local}${at}${domain}に送ってください`)
          expect(found).toEqual(['email'])
          expect(text).not.toContain('example')
        },
      ),
      { numRuns: 1000 },
    )
  })
  it.each([
    ['普通預金 1234567', 'bank-account'],
    ['口座番号は　７６５４３２１', 'bank-account'],
    ['ゆうちょ 記号12340 番号12345671', 'bank-account'],
    ['4111 1111 1111 1111', 'card'],
    ['在留カードＡＢ１２３４５６７８ＣＤ', 'residence-card'],
    ['パスポート番号 TK1234567', 'passport'],
    ['運転免許証番号は123456789012', 'driving-licence'],
    ['年金番号 1234-567890', 'pension-number'],
    ['保険証の番号 12345678', 'health-insurance'],
    ['昭和55年3月3日生まれです', 'birth-date'],
    ['生年月日：1980/3/3', 'birth-date'],
    ['自宅は板橋区板橋二丁目六十六番一号', 'address'],
    ['携帯はゼロキューゼロ-1234-5678', 'phone'],
    ['板橋区大山東町1-2-3に住んでいます', 'address'],
    ['自宅は板橋区大山東町32-15です', 'address'],
    ['大山東町32-15に住んでいます', 'address'],
    ['自宅は大田区蒲田10-2-3です', 'address'],
    ['板橋区板橋2-66-1で暮らしています', 'address'],
    ['わたしの家は板橋区大山東町32-15', 'address'],
    ['わが家は墨田区横川1丁目5番', 'address'],
    ['大山東町5番3号が自宅です', 'address'],
    ['東京都北区王子本町1丁目15番22号 山田太郎', 'address'],
    ['会社は大田区蒲田、自宅は板橋区大山東町32-15です', 'address'],
    ['板橋区大山東町三十二番地に住んでいます', 'address'],
    ['誕生日は1980年5月3日', 'birth-date'],
    ['誕生日：5月3日です', 'birth-date'],
    ['1980年5月3日に生まれました', 'birth-date'],
    ['年金番号は、1234-567890', 'pension-number'],
    ['口座番号は、1234567です', 'bank-account'],
    ['パスポート番号は、TK1234567', 'passport'],
    ['ゆうちょ 10120-12345671', 'bank-account'],
    ['ゆうちょ銀行の口座は、10120-1-12345671', 'bank-account'],
    ['4111.1111.1111.1111', 'card'],
    ['tanaka（アット）example.com', 'email'],
    ['tanaka［アットマーク］example（ドット）com', 'email'],
    ['お問い合わせ番号 03-1234-5678', 'phone'],
    ['暗証番号0417を送ります', 'password'],
    ['パスワードは、Hoshi2026!です', 'password'],
  ])('%s', (said, kind) => {
    expect(maskPersonalData(said).found).toEqual([kind])
  })
})

describe('what may be stored of the words of a user', () => {
  it('is nothing of the inside of an unpublished invention', () => {
    const kept = wordsToKeep('まだ出願していない発明です。樹脂に銀の粉を混ぜて120度で成形すると抗菌性が上がります。')
    expect(kept).toBe('［発明の内容とみられるため、記録していません］')
  })
  it('is a masked number, and any other text letter by letter', () => {
    expect(wordsToKeep('電話は090-1234-5678です')).toBe('電話は［電話番号］です')
    expect(wordsToKeep('Ｇｏ－Ｔｅｃｈの上限は？')).toBe('Ｇｏ－Ｔｅｃｈの上限は？')
  })
})

describe('what is no personal data stays as it is', () => {
  it('every 法人番号, however it is spaced', () => {
    fc.assert(
      fc.property(
        corporateNumber,
        fc.constantFrom('法人番号は', '', '番号 ', 'T'),
        fc.constantFrom('', '-', ' '),
        (number, lead, gap) => {
          const written = [number.slice(0, 1), number.slice(1, 5), number.slice(5, 9), number.slice(9)].join(gap)
          expect(maskPersonalData(`${lead}${written}です`).found, written).toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })
  it('every amount of yen', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 999_999_999_999n }),
        fc.boolean(),
        fc.constantFrom('上限は', '見積は', '経費 ', '普通なら'),
        (yen, separated, lead) => {
          const written = separated ? yen.toLocaleString('en-US') : String(yen)
          expect(maskPersonalData(`${lead}${written}円ですか`).found).toEqual([])
          expect(maskPersonalData(`${lead}${fullWidth(written)}円ですか`).found).toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })
  it.each([
    'マイナンバーカードは要りますか',
    '注文番号 123456789018 の設備',
    'パスワードは8文字以上ですか',
    'パスワードを忘れました',
    '暗証番号2026年から変わりますか',
    '0570-082100は何の番号',
    '会社の住所は板橋区板橋2丁目66番1号です',
    '特許第1234567号、特願2024-123456',
    '一番近い窓口は？自宅から二番目でも',
    '令和8年4月17日の17:00まで',
    '普通の会社で1234567円使った',
    '1980年3月3日創業の会社です',
    '二〇二六年度の制度は',
    '型番0312345678',
    '公募番号 0312345678',
    '申請番号は、0312345678です',
    '自宅で働いています。締切は2026-12-15ですか',
    '自宅で働いていますが締切は2026-12-15ですか',
    '住所変更の届出は12-3-1の様式ですか',
    '自宅は板橋区内1-2か所',
    '自宅は板橋区10-20人ほどの集まり',
    '板橋区大山東町32-15の会社に住んでいない社員',
    '東京都板橋区板橋2丁目66番1号 板橋区役所',
    '大田区南蒲田1-20-20 田中製作所です',
    '本社の住所は、板橋区大山東町32-15',
    '2020年5月3日に生まれた会社です',
    '公募は10120-12345671円ではない',
    '0120-279-338、0570-082100',
  ])('%s', (said) => {
    expect(maskPersonalData(said).found).toEqual([])
  })
  it('the masked text holds nothing more to mask', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789-－ ＠@.円はマイナンバー電話住所自宅丁目番地号一二〇'),
          maxLength: 60,
        }),
        (said) => {
          const { text } = maskPersonalData(said)
          // The brackets of a label are narrowed like all else; nothing more is found.
          expect(maskPersonalData(text)).toEqual({ text: text.normalize('NFKC'), found: [] })
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('a long text is read in no time', () => {
    const began = performance.now()
    for (const piece of ['1-', '０ ', '一', 'a@', '自宅一丁目', '記号1234', 'ゼロ'])
      maskPersonalData(piece.repeat(Math.ceil(20_000 / piece.length)))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
