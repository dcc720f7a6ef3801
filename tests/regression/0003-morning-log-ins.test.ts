// At half past eight the forty-first member of staff could not log in for a quarter of an hour: behind the office's
// router or the proxy all have one address, and log-ins that succeeded counted as guesses.
import { expect, test } from 'vitest'
import { createLoginThrottle } from '../../handoff/staff/login-throttle.ts'

test('log-ins that succeed do not use up the tries of their address', () => {
  const throttle = createLoginThrottle({ now: () => 0 })
  for (let person = 0; person < 100; person += 1) {
    throttle.begin(`staff${person}`, '10.0.0.1')
    throttle.succeeded(`staff${person}`, '10.0.0.1')
  }
  for (let guess = 0; guess < 40; guess += 1) throttle.begin(`guess${guess}`, '10.0.0.1')
  expect(() => throttle.begin('guess', '10.0.0.1')).toThrow('too many')
})

test('a log-in that succeeds does not forgive the guesses made from its address', () => {
  const throttle = createLoginThrottle({ now: () => 0 })
  for (let guess = 0; guess < 39; guess += 1) throttle.begin(`guess${guess}`, '10.0.0.1')
  throttle.begin('staff', '10.0.0.1')
  throttle.succeeded('staff', '10.0.0.1')
  throttle.begin('guess', '10.0.0.1')
  expect(() => throttle.begin('guess', '10.0.0.1')).toThrow('too many')
})
