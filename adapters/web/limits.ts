/** Longest message, in code points; the widget counts with the same number. */
export const MESSAGE_LIMIT = 1_000

/** Sockets a conversation may hold. Clients multiply theirs after errors, so a new one is refused rather than an old one closed. */
export const SOCKETS_PER_CONVERSATION = 20

export const SOCKETS_IN_ALL = 5_000

/** Activities told at once; the rest follows by the watermark. */
export const PAGE_SIZE = 200
