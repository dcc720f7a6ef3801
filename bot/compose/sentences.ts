/** The sentences of a text, each with its mark; none of what is absent. */
export const sentencesOf = (text: string | undefined): string[] => text?.match(/[^。]*。/g) ?? []
