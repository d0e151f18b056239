import type { Span } from '../base/span.ts';
import { type Diagnostic, error, warning } from '../diag/diagnostic.ts';
import { blame, type Scene, spanOfError, startOf } from './blame.ts';

export function leftRunning(entry: string): Diagnostic {
  return warning('MW0118', 'the policies left a timer running', {
    span: { file: entry, line: 1, column: 1 },
    note: 'what it does comes too late to be compiled',
    help: 'wait for it with `await`, or clear it',
  });
}

export function neverSettled(path: string, span: Span | undefined): Diagnostic {
  return error('MW0112', `\`${path}\` waits for a promise that never settles`, {
    span: span ?? { file: path, line: 1, column: 1 },
    help: 'resolve or reject the promise, or do not wait for it',
  });
}

export function tooLong(path: string, seconds: number, span: Span | undefined): Diagnostic {
  return error('MW0113', `the policies did not finish within ${seconds} s`, {
    span: span ?? { file: path, line: 1, column: 1 },
    label: 'still here',
    help: 'a policy that needs longer can have it: set `deadline` in the configuration',
  });
}

export function exited(attempt: Error, scene: Scene): Diagnostic {
  const span = spanOfError(attempt, scene) ?? startOf(scene.current);
  return error('MW0114', `the policy called \`${attempt.message}\``, {
    ...(span && { span }),
    help: 'throw an `Error` to stop the compile',
  });
}

export function rejected(reason: unknown, scene: Scene): Diagnostic {
  const { message, ...details } = blame(reason, scene);
  return {
    ...details,
    code: 'MW0111',
    message: message.replace(/^the policy threw/, 'a promise was rejected and nobody handled it'),
    help: 'wait for the promise with `await`, or handle its rejection',
  };
}
