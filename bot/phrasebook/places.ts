import type { OtherLanguage } from '../understand/language.ts'

/** Areas of the records: Latin letters (en, vi), hangul, kana. Chinese reads the characters. */
const places: Readonly<Record<string, readonly [latin: string, hangul: string, kana: string]>> = {
  千代田区: ['Chiyoda', '지요다구', 'ちよだく'],
  中央区: ['Chuo', '주오구', 'ちゅうおうく'],
  港区: ['Minato', '미나토구', 'みなとく'],
  新宿区: ['Shinjuku', '신주쿠구', 'しんじゅくく'],
  文京区: ['Bunkyo', '분쿄구', 'ぶんきょうく'],
  台東区: ['Taito', '다이토구', 'たいとうく'],
  墨田区: ['Sumida', '스미다구', 'すみだく'],
  江東区: ['Koto', '고토구', 'こうとうく'],
  品川区: ['Shinagawa', '시나가와구', 'しながわく'],
  目黒区: ['Meguro', '메구로구', 'めぐろく'],
  大田区: ['Ota', '오타구', 'おおたく'],
  世田谷区: ['Setagaya', '세타가야구', 'せたがやく'],
  渋谷区: ['Shibuya', '시부야구', 'しぶやく'],
  中野区: ['Nakano', '나카노구', 'なかのく'],
  杉並区: ['Suginami', '스기나미구', 'すぎなみく'],
  豊島区: ['Toshima', '도시마구', 'としまく'],
  北区: ['Kita', '기타구', 'きたく'],
  荒川区: ['Arakawa', '아라카와구', 'あらかわく'],
  板橋区: ['Itabashi', '이타바시구', 'いたばしく'],
  練馬区: ['Nerima', '네리마구', 'ねりまく'],
  足立区: ['Adachi', '아다치구', 'あだちく'],
  葛飾区: ['Katsushika', '가쓰시카구', 'かつしかく'],
  江戸川区: ['Edogawa', '에도가와구', 'えどがわく'],
  東京都: ['Tokyo', '도쿄도', 'とうきょうと'],
}
const everywhere: Readonly<Record<OtherLanguage, string>> = {
  en: 'all Japan',
  zh: '日本全国',
  ko: '일본 전국',
  vi: 'toàn nước Nhật',
  easy: '日本（にほん）の どこでも',
}

/** A place with its official name: 「Itabashi (板橋区)」「板橋区（いたばしく）」; one that is not known here stays as it is. */
export function placeIn(place: string, language: OtherLanguage): string {
  if (place === '全国') return everywhere[language]
  const [latin, hangul, kana] = places[place] ?? []
  switch (language) {
    case 'zh':
      return place
    case 'easy':
      return kana ? `${place}（${kana}）` : place
    case 'ko':
      return hangul ? `${hangul}(${place})` : place
    default:
      return latin ? `${latin} (${place})` : place
  }
}
