/** Says what takes long: one moving line on a terminal, a line a step elsewhere, nothing when quiet. */
export interface Progress {
  /** A new step begins. */
  step(text: string): void;
  /** How far the step is. */
  update(done: number, total?: number | null, unit?: string): void;
  end(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export function createProgress(
  options: { quiet?: boolean; json?: boolean } = {},
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (options.quiet) return { step: () => undefined, update: () => undefined, end: () => undefined };
  if (!stream.isTTY || process.env['CI']) {
    return { step: (text) => void stream.write(`${text}\n`), update: () => undefined, end: () => undefined };
  }
  let text = '';
  let drawn = 0;
  let frame = 0;
  const draw = (detail = '') => {
    drawn = Date.now();
    frame = (frame + 1) % frames.length;
    stream.write(
      `\r\u001b[K${frames[frame]} ${`${text}${detail && ` ${detail}`}`.slice(0, (stream.columns ?? 80) - 3)}`,
    );
  };
  return {
    step: (next) => {
      text = next;
      draw();
    },
    update: (done, total, unit = '') => {
      if (Date.now() - drawn < 80) return;
      const amount = unit === 'bytes' ? `${(done / 1e6).toFixed(1)} MB` : done.toLocaleString('en');
      draw(total ? `${bar(done / total)} ${Math.floor((100 * done) / total)} %` : amount);
    },
    end: () => void stream.write('\r\u001b[K'),
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * 20);
  return `${'━'.repeat(full)}${'╌'.repeat(20 - full)}`;
}
