/**
 * Where answers may be sent: Microsoft's own services, as its list of endpoints to allow names them (Bot Framework
 * security guidelines). The SDK posts to whatever address a request brings along.
 */
const trustedHosts = [
  'botframework.com',
  'botframework.azure.us',
  'trafficmanager.net',
  'skype.com',
  'teams.microsoft.com',
  'teams.microsoft.us',
]

/** `trafficmanager.net` is open to every customer of Azure; only these names under it are Microsoft's own. */
const trafficManager = /^smba\.trafficmanager\.net$/

export function isTrustedServiceUrl(address: unknown): boolean {
  const url = typeof address === 'string' ? URL.parse(address) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.port !== '') return false
  const host = url.hostname
  if (host.endsWith('trafficmanager.net')) return trafficManager.test(host)
  return trustedHosts.some((trusted) => host === trusted || host.endsWith(`.${trusted}`))
}
