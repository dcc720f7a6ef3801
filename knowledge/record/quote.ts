/**
 * Words of a source in 「…」. Corner brackets among them, half-width ones too, become 『…』, so that nothing in a source can
 * close the quotation and speak on in our voice.
 */
export const quote = (words: string): string => `「${words.replace(/[「｢]/g, '『').replace(/[」｣]/g, '』')}」`
