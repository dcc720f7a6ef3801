/** The words on the menus under the chat, and what their taps say. */
export const menuTexts = {
  bar: 'メニュー',
  barWithStaff: '職員と相談中',
  bannerWithStaff: '職員と相談中',
  grants: { label: '補助金を探す', note: '目的や場所から', words: '補助金を探したい' },
  openNow: { label: '受付中の制度', note: '締切の近い順', words: '今申し込める補助金は？' },
  research: { label: '大学・試験機関', note: '共同研究や設備', words: '大学と共同研究したい' },
  patents: { label: '特許・知財', note: '費用と窓口', words: '特許の費用を知りたい' },
  staff: { label: '相談員と話す', note: '職員が返信します' },
  help: { label: '使い方', note: 'できること', words: 'メニュー' },
  end: { label: '終了', note: '相談を終える', words: '終了' },
  backToBot: { label: 'AIに戻る', note: 'AIの案内を続ける' },
} as const
