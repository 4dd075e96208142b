import type { Skip } from '@stoa/model';

/** What the file system said, as a skip. */
export function toSkip(path: string, error: unknown): Skip {
  const place = path.replace(/\/$/, '');
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { place, reason: 'vanished' };
    case 'ELOOP':
      return { place, reason: 'symlink-loop' };
    case 'EACCES':
    case 'EPERM':
      return { place, reason: 'unreadable', detail: 'permission denied' };
    default:
      return { place, reason: 'unreadable', detail: (error as NodeJS.ErrnoException).code ?? 'unknown error' };
  }
}
