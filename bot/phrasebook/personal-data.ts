import type { OtherLanguage } from '../understand/language.ts'

/** Kinds of personal data as they are called, in the order en, zh, ko, vi, easy. */
const names: Readonly<Record<string, readonly string[]>> = {
  マイナンバー: ['My Number', '个人号码', '마이넘버', 'số My Number', 'マイナンバー'],
  カード番号: ['card number', '卡号', '카드 번호', 'số thẻ', 'カードの 番号（ばんごう）'],
  口座番号: ['bank account number', '银行账号', '계좌 번호', 'số tài khoản', '銀行（ぎんこう）の 番号'],
  メールアドレス: ['mail address', '邮箱地址', '메일 주소', 'địa chỉ email', 'メールアドレス'],
  電話番号: ['telephone number', '电话号码', '전화번호', 'số điện thoại', '電話（でんわ）の 番号'],
  在留カード番号: [
    'residence card number',
    '在留卡号码',
    '재류카드 번호',
    'số thẻ lưu trú',
    '在留（ざいりゅう）カードの 番号',
  ],
  旅券番号: ['passport number', '护照号码', '여권 번호', 'số hộ chiếu', 'パスポートの 番号'],
  保険証の番号: [
    'health insurance number',
    '保险证号码',
    '보험증 번호',
    'số bảo hiểm',
    '保険証（ほけんしょう）の 番号',
  ],
  運転免許証の番号: [
    'driving licence number',
    '驾照号码',
    '운전면허 번호',
    'số bằng lái',
    '免許証（めんきょしょう）の 番号',
  ],
  基礎年金番号: ['pension number', '养老金号码', '연금 번호', 'số lương hưu', '年金（ねんきん）の 番号'],
  生年月日: ['date of birth', '出生日期', '생년월일', 'ngày sinh', '生（う）まれた 日（ひ）'],
  暗証番号: ['password or PIN', '密码', '비밀번호', 'mật khẩu hoặc mã PIN', '暗証番号（あんしょうばんごう）'],
  住所の番地: ['street number', '门牌号', '번지', 'số nhà', '家（いえ）の 番地（ばんち）'],
}
const columns: readonly OtherLanguage[] = ['en', 'zh', 'ko', 'vi', 'easy']

/** 「電話番号・口座番号」 in this language. */
export const personalDataIn = (japanese: string, language: OtherLanguage): string =>
  japanese
    .split('・')
    .map((name) => names[name]?.[columns.indexOf(language)] ?? name)
    .join(', ')
