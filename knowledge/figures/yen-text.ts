/** 1500000 → 150万円, 100000000 → 1億円, 14000 → 14,000円. */
export function yenText(yen: number): string {
  const oku = Math.floor(yen / 1e8)
  const man = Math.floor((yen % 1e8) / 1e4)
  const rest = yen % 1e4
  if (oku === 0 && (man === 0 || (rest > 0 && yen < 1e6))) return `${yen.toLocaleString('en-US')}円`
  const parts = [
    oku > 0 ? `${oku.toLocaleString('en-US')}億` : '',
    man > 0 ? `${man.toLocaleString('en-US')}万` : '',
    rest > 0 ? rest.toLocaleString('en-US') : '',
  ]
  return `${parts.join('')}円`
}
