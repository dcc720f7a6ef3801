/** What the list shows when the desk is opened: who waits, and how many to a page. The page itself brings it along. */
export const waitingCases = { state: 'QUEUED,AFTER_HOURS' } as const
export const CASES_A_PAGE = 50
