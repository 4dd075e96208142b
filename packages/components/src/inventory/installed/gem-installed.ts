import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';

/** What is installed for Ruby: `specifications/name-1.0.0.gemspec`, written by RubyGems itself. */
export const gemInstalled: LockfileReader = {
  id: 'gem-installed',
  files: [/(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/],
  origin: 'observed',
  *read(text, path) {
    const name = /\.name\s*=\s*["']([\w.-]+)["']/.exec(text)?.[1];
    const version = /\.version\s*=\s*(?:Gem::Version\.new\s*\(?\s*)?["']([\w.]+)["']/.exec(text)?.[1];
    if (name && version) yield toPackage('RubyGems', name, version, { path });
  },
};
