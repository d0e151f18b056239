import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { DiskError } from './disk.ts';
import { type Place, shownPath } from './place.ts';
import type { EntryKind } from './view.ts';

/** What the file system refused, in our words. */
export function diskProblem(refused: DiskError, place: Place): Diagnostic {
  const path = shownPath(place, refused.dest ?? refused.path ?? place.folder);
  return PROBLEM_OF[refused.code]?.(path) ?? otherProblem(refused, path);
}

type Problem = (path: string) => Diagnostic;

const full: Problem = (path) =>
  error('MW0208', `no space is left to write \`${path}\``, { help: 'make room on the disk, then compile again' });

const denied: Problem = (path) =>
  error('MW0207', `\`${path}\` cannot be read or written: permission is denied`, {
    help: 'see who owns the folder, and that you may write to it',
  });

const notFolder: Problem = (path) =>
  error('MW0203', `a file stands where the folder of \`${path}\` goes`, { help: 'move the file away, or delete it' });

const PROBLEM_OF: Readonly<Record<string, Problem>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: denied,
  EPERM: denied,
  EROFS: (path) =>
    error('MW0207', `\`${path}\` cannot be written: it is on a read-only file system`, {
      help: 'write the output to another folder with `out` in the configuration',
    }),
  ENAMETOOLONG: (path) =>
    error('MW0209', `the path \`${path}\` is too long for this file system`, {
      help: 'use shorter names, or a project folder with a shorter path',
    }),
  ENOTDIR: notFolder,
  EEXIST: notFolder,
};

function otherProblem(refused: DiskError, path: string): Diagnostic {
  return error('MW0207', `\`${path}\` cannot be read or written: ${refused.code}`, {
    help: 'the file system refused it; see that the disk is sound, then compile again',
  });
}

const KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  file: 'a file',
  folder: 'a folder',
  link: 'a symbolic link',
  other: 'something that is no file',
};

/** Something stands where a folder of ours goes. */
export function folderBlocked(kind: EntryKind, path: string): Diagnostic {
  if (kind === 'link') {
    return error(
      'MW0202',
      `\`${path}\` is a symbolic link, and meshwright writes through none inside the output folder`,
      {
        help: 'make it a folder, or delete the link',
      },
    );
  }
  return error('MW0203', `${KIND_WORDS[kind]} stands where the folder \`${path}\` goes`, {
    help: 'move it away, or delete it',
  });
}

/** Something else than a file stands where a file of ours goes. */
export function fileBlocked(kind: EntryKind, path: string): Diagnostic {
  return error('MW0205', `${KIND_WORDS[kind]} stands where the file \`${path}\` goes`, {
    help: 'move it away, or delete it',
  });
}

export function foreignFile(path: string): Diagnostic {
  return error('MW0204', `\`${path}\` is not meshwright's, and stands where its output goes`, {
    help: 'move the file away if you need it, or delete it, then compile again',
  });
}

export function inventoryRefused(path: string, why: string): Diagnostic {
  return error('MW0206', `\`${path}\` does not tell which files are meshwright's: ${why}`, {
    help: 'restore it from Git, or delete the folder, then compile again',
  });
}

export function treesDifferInCase(a: string, b: string): Diagnostic {
  return error('MW0211', `the targets \`${a}\` and \`${b}\` would share a folder where case makes no difference`, {
    help: 'give one of them another name',
  });
}
