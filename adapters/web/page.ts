export const pageHtml = (_: { nonce: string; operatorName: string; scriptPath: string }): string => ''
