/** Who speaks, where a channel shows nothing but text. */
export const botFrameworkSpeakers = { bot: 'AI案内', staff: '相談員', system: 'お知らせ' } as const
