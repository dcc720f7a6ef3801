import type { EvaluationReport } from './evaluate.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)}%`
const ratio = (right: number, all: number) => `${right}/${all} ${percent(all === 0 ? 0 : right / all)}`

/** The report for a person, with what changed since a former one. */
export function reportText(report: EvaluationReport, baseline?: EvaluationReport): string {
  const before = new Set(baseline?.failures.map(({ id }) => id))
  const now = new Set(report.failures.map(({ id }) => id))
  const { retrievalHits, ledger, latency } = report
  const lines = [
    `正答  ${ratio(report.rows - report.failures.length, report.rows)}${baseline ? `（前回 ${percent(baseline.accuracy)}）` : ''}`,
    '',
    '分類ごと',
    ...Object.entries(report.categories)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { rows, right }]) => `  ${name.padEnd(22)} ${ratio(right, rows)}`),
    '',
    '望ましい結果 → 実際の結果',
    ...Object.entries(report.outcomes).map(
      ([preferred, counts]) =>
        `  ${preferred.padEnd(14)} ${Object.entries(counts)
          .map(([name, count]) => `${name} ${count}`)
          .join('、')}`,
    ),
    '',
    `記録の引き当て  ${ratio(retrievalHits.hits, retrievalHits.rows)}`,
    `台帳  確かめた数値 ${ledger.checked}、落とした文 ${ledger.dropped}、根拠のない数値 ${report.unsupportedFigures.length}`,
    `同じ質問で数値が変わった行  ${report.inconsistent.length}`,
    `一回の応答  中央値 ${latency.p50Ms.toFixed(1)} ms、95% ${latency.p95Ms.toFixed(1)} ms`,
  ]
  if (baseline) {
    const broken = [...now].filter((id) => !before.has(id))
    const mended = [...before].filter((id) => !now.has(id))
    lines.push('', `前回から：誤りになった ${broken.join('、') || 'なし'}／直った ${mended.join('、') || 'なし'}`)
  }
  if (report.failures.length > 0) {
    lines.push(
      '',
      '誤り',
      ...report.failures.map(({ id, category, faults }) => `  ${id} [${category}] ${faults.join('; ')}`),
    )
  }
  return lines.join('\n')
}
