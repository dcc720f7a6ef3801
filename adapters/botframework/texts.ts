/** Who speaks: beside each bubble, or before the words where a channel shows nothing but text. */
export const speakerNames = { bot: 'AI案内', staff: '相談員', system: 'お知らせ' } as const
